//! stand-in
use axum::response::Response;
use crate::{foundation::error::Result, people::access::Posted, workflow::inspection::deed::{ApproveFeedback, DeliverFeedback}};
pub async fn approve(posted: Posted<ApproveFeedback>) -> Result<Response> { crate::workflow::inspection::page::take(posted).await }
pub async fn deliver(posted: Posted<DeliverFeedback>) -> Result<Response> { crate::workflow::inspection::page::take(posted).await }
