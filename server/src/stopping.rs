//! Being told to stop: SIGTERM by a supervisor, Ctrl-C by a developer.

use tokio::sync::watch;

/// Whether we were told; all copies know at once.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signals from here on.
    pub(crate) fn on_signal() -> Self {
        let (told, stop) = watch::channel(false);
        tokio::spawn(async move {
            signal().await;
            told.send_replace(true);
            // As long as somebody wants to know.
            told.closed().await;
        });
        Self(stop)
    }

    /// Returns once we were told.
    pub(crate) async fn requested(mut self) {
        if self.0.wait_for(|told| *told).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Whether we were told already.
    pub(crate) fn is_requested(&self) -> bool {
        *self.0.borrow()
    }
}

/// Comes when the process is told to stop.
pub(crate) async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut stream) => {
                stream.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
