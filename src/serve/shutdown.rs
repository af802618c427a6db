//! The request to stop: Ctrl-C or SIGTERM.

use std::io;

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Knows whether we were asked to stop. Clones know the same.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// From here on the two signals no longer kill the process but are kept for those who wait.
    pub fn on_signals() -> io::Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (ask, asked) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("asked to stop");
            ask.send_replace(true);
        });
        Ok(Self(asked))
    }

    /// Resolves when we are asked to stop, at once if we were already.
    pub async fn asked(&self) {
        // it fails only if the listener above is gone, which happens with the whole process
        self.0.clone().wait_for(|asked| *asked).await.ok();
    }

    /// The outcome of `work`, or nothing if we were asked to stop before it was there.
    pub async fn unless_asked<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            outcome = work => Some(outcome),
            () = self.asked() => None,
        }
    }

    /// For those who look rather than wait.
    pub fn receiver(&self) -> watch::Receiver<bool> {
        self.0.clone()
    }
}
