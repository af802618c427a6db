//! Closed vocabularies: an enum whose variants have one code each, used in the database, in addresses and as message key.

/// A value of a closed vocabulary.
pub trait Word: Copy + Eq + Worded + 'static {
    /// Every value, in the order in which it is shown.
    const ALL: &'static [Self];
    /// The family of message keys: the word of a value is the message `<FAMILY>-<code>`, `_` written as `-`.
    const FAMILY: &'static str;
    /// The code in the database, in addresses and in `data-status`.
    fn code(self) -> &'static str;

    /// The value of a code.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.code() == code)
    }

    /// The message key of this value.
    fn key(self) -> String {
        format!("{}-{}", Self::FAMILY, self.code().replace('_', "-"))
    }
}

/// What has a word in the messages: a value, or a reference to one, as templates pass them.
pub trait Worded {
    fn message_key(&self) -> String;
}

impl<T: Worded> Worded for &T {
    fn message_key(&self) -> String {
        (*self).message_key()
    }
}

/// Declares an enum with its codes, and how it travels to and from the database.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $vis:vis enum $name:ident in $family:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$vdoc])* $variant),+ }

        impl $crate::foundation::word::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const FAMILY: &'static str = $family;
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl $crate::foundation::word::Worded for $name {
            fn message_key(&self) -> String {
                $crate::foundation::word::Word::key(*self)
            }
        }

        impl sqlx::Type<sqlx::Postgres> for $name {
            fn type_info() -> sqlx::postgres::PgTypeInfo {
                <str as sqlx::Type<sqlx::Postgres>>::type_info()
            }
            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <str as sqlx::Type<sqlx::Postgres>>::compatible(ty)
            }
        }

        impl sqlx::Encode<'_, sqlx::Postgres> for $name {
            fn encode_by_ref(&self, buf: &mut sqlx::postgres::PgArgumentBuffer) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <&str as sqlx::Encode<sqlx::Postgres>>::encode($crate::foundation::word::Word::code(*self), buf)
            }
        }

        impl sqlx::Decode<'_, sqlx::Postgres> for $name {
            fn decode(value: sqlx::postgres::PgValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
                let code = <&str as sqlx::Decode<sqlx::Postgres>>::decode(value)?;
                <Self as $crate::foundation::word::Word>::parse(code)
                    .ok_or_else(|| format!(concat!(stringify!($name), " has no value {:?}"), code).into())
            }
        }

        impl sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> sqlx::postgres::PgTypeInfo {
                <String as sqlx::postgres::PgHasArrayType>::array_type_info()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::foundation::word::Word::code(*self))
            }
        }
    };
}
