//! stand-in
use crate::{
    foundation::error::Result,
    people::access::Posted,
    workflow::inspection::deed::{ApproveFeedback, DeliverFeedback},
};
use axum::response::Response;
pub async fn approve(posted: Posted<ApproveFeedback>) -> Result<Response> {
    crate::workflow::inspection::page::take(posted).await
}
pub async fn deliver(posted: Posted<DeliverFeedback>) -> Result<Response> {
    crate::workflow::inspection::page::take(posted).await
}
