//! 异议: the facility objects to an instrument in writing; the procuratorate that issued it looks at it again within seven days,
//! and it stands or is withdrawn (刑事诉讼规则 554; 检察建议工作规定 23).
pub mod act;
pub mod deed;
pub mod page;
pub mod store;
pub mod view;
