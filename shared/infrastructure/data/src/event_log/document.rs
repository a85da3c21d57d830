//! An activity as it is kept: ActivityStreams 2.0 with our event inside.

use contracts::activity::Audience;
use contracts::container::ContainerRef;
use contracts::id::ActivityId;
use contracts::{Event, Instant};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::DataError;

/// The member that holds the event.
const EVENT: &str = "rose:event";
/// Everybody, in the words of ActivityStreams (ActivityPub §5.6).
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// The document of an event.
pub(super) fn written(id: ActivityId, at: Instant, event: &Event) -> Result<String, DataError> {
    let mut document = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", {"rose": "urn:rose-ash:"}],
        "id": format!("urn:uuid:{id}"),
        "type": event.verb().as_str(),
        "actor": format!("app://{}/", event.actor().as_str()),
        "published": at.to_string(),
    });
    match event {
        Event::ContainerChildAttached { container, child }
        | Event::ContainerChildDetached { container, child } => {
            document["object"] = contained(child);
            document["target"] = contained(container);
        }
        _ => {
            let about = event.object();
            document["object"] = object(about.kind, about.id);
        }
    }
    if event.audience() == Audience::Public {
        document["to"] = json!([PUBLIC]);
    }
    document[EVENT] = serde_json::to_value(event)
        .map_err(|error| DataError::Damaged(format!("an event cannot be written: {error}")))?;
    Ok(document.to_string())
}

/// The event in a document; a sentence when this version of the program does not know it.
pub(super) fn event(document: &str) -> Result<Event, String> {
    let mut document: Value = serde_json::from_str(document)
        .map_err(|error| format!("the activity is not JSON: {error}"))?;
    let event = document.get_mut(EVENT).map(Value::take).unwrap_or_default();
    serde_json::from_value(event)
        .map_err(|error| format!("this version of the program does not know the event: {error}"))
}

fn contained(thing: &ContainerRef) -> Value {
    object(thing.kind.as_str(), thing.id)
}

fn object(kind: &str, id: Uuid) -> Value {
    json!({"id": format!("urn:uuid:{id}"), "type": format!("rose:{kind}")})
}
