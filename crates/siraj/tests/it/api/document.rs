//! The OpenAPI document: of the right form, with every operation in it, each of
//! which answers, and with schemas that say what the API itself says.

use crate::harness::{Desk, manuscript};
use http::Request;
use serde_json::{Value, json};
use siraj_editorial::role::Role;
use std::collections::BTreeSet;

async fn document(desk: &Desk) -> Value {
    // Without a token: anybody may read it.
    let request = Request::get("/api/v1/openapi.json").body(axum::body::Body::empty());
    desk.send(request.unwrap()).await.done(200)
}

/// The parts of OpenAPI 3.1's own schema that our document uses, strictly.
fn form() -> Value {
    let schema = json!({"type": ["object", "boolean"]});
    let media = json!({
        "type": "object", "minProperties": 1,
        "additionalProperties": {"type": "object", "required": ["schema"], "properties": {"schema": schema}, "additionalProperties": false},
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["openapi", "info", "paths"],
        "properties": {
            "openapi": {"pattern": "^3\\.1\\.\\d+$"},
            "jsonSchemaDialect": {"type": "string"},
            "info": {"type": "object", "required": ["title", "version"]},
            "servers": {"type": "array", "items": {"required": ["url"]}},
            "security": {"type": "array", "items": {"additionalProperties": {"type": "array"}}},
            "components": {"type": "object"},
            "paths": {
                "type": "object",
                "patternProperties": {"^/": {
                    "type": "object",
                    "propertyNames": {"enum": ["get", "put", "post", "delete"]},
                    "additionalProperties": {"$ref": "#/$defs/operation"},
                }},
                "additionalProperties": false,
            },
        },
        "additionalProperties": false,
        "$defs": {"operation": {
            "type": "object",
            "required": ["operationId", "summary", "responses"],
            "properties": {
                "operationId": {"type": "string"},
                "summary": {"type": "string", "minLength": 5},
                "tags": {"type": "array", "items": {"type": "string", "minLength": 1}},
                "parameters": {"type": "array", "items": {
                    "type": "object",
                    "required": ["name", "in", "schema"],
                    "properties": {"in": {"enum": ["path", "query", "header"]}},
                    "if": {"properties": {"in": {"const": "path"}}},
                    "then": {"properties": {"required": {"const": true}}, "required": ["required"]},
                }},
                "security": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "array"}}},
                "requestBody": {"type": "object", "required": ["content"], "properties": {"content": media, "required": {"type": "boolean"}}, "additionalProperties": false},
                "responses": {"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^(2\\d\\d|default)$"}},
            },
            "additionalProperties": false,
        }},
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_of_the_form_that_openapi_asks_for() {
    let desk = Desk::open().await;
    let document = document(&desk).await;
    let form = jsonschema::validator_for(&form()).unwrap();
    let errors: Vec<String> = form
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            assert!(
                ids.insert(operation["operationId"].to_string()),
                "{operation}"
            );
            let named = operation["parameters"].as_array().unwrap();
            let named = named
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .count();
            assert_eq!(named, path.matches('{').count(), "{path}");
        }
    }
    for reference in references(&document) {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(
            document.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(target) if name == "$ref" => vec![target.clone()],
                value => references(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_of_the_document_answers_and_no_other_method_does() {
    let desk = Desk::open().await;
    let document = document(&desk).await;
    let mut count = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path
            .strip_prefix("/api/v1")
            .unwrap()
            .replace("{id}", "0aaaaaaa");
        for method in ["get", "put", "post", "delete"] {
            let answer = desk
                .ask(Role::Contributor, &method.to_uppercase(), &path)
                .send()
                .await;
            let there = item.get(method).is_some();
            count += usize::from(there);
            assert_eq!(
                answer.status != 405,
                there,
                "{method} {path}: {}",
                answer.text
            );
            assert!(answer.status != 500, "{method} {path}: {}", answer.text);
        }
    }
    assert!(count > 60, "only {count} operations");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documents_schema_takes_what_the_api_takes_and_refuses_what_it_refuses() {
    let desk = Desk::open().await;
    let document = document(&desk).await;
    let at = "/paths/~1api~1v1~1articles/post/requestBody/content/application~1json/schema";
    let mut schema = document.pointer(at).unwrap().clone();
    schema["components"] = document["components"].clone();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut drafts = vec![manuscript()];
    for (field, value) in [
        ("headline", json!(7)),
        ("format", json!("podcast")),
        ("colour", json!("red")),
        ("topics", json!("fishing")),
        ("bylines", json!([{"guest": "س", "role": "cooking"}])),
        ("body", json!({"text": "x"})),
    ] {
        let mut draft = manuscript();
        draft[field] = value;
        drafts.push(draft);
    }
    for draft in drafts {
        let answer = desk
            .ask(Role::Editor, "POST", "/articles")
            .json(&draft)
            .await;
        assert_eq!(
            schema.is_valid(&draft),
            answer.status == 201,
            "{draft}: {}",
            answer.text
        );
    }
}
