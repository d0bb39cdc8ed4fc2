//! The OpenAPI 3.1 document, made of the table of operations and the tables of
//! fields: what is not in them is neither answered nor described.

use super::ROOT;
use super::bodies;
use super::fields::{Field, Kind};
use super::operations::{self, Method, Operation, Takes};
use serde_json::{Map, Value, json};

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut paths = Map::new();
    for operation in operations::all() {
        let path = paths
            .entry(format!("{ROOT}{}", operation.path))
            .or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(method(operation.method).to_owned(), described(&operation));
        }
    }
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Siraj write API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The newsroom's verbs over HTTP. Every refusal is a problem document \
                in the language of Accept-Language (ar or en).",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": problem(), "Body": body_schema()},
            "responses": {"Problem": {
                "description": "Why it was not done. Nothing was changed.",
                "content": {"application/problem+json": {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                }},
            }},
        },
    })
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Delete => "delete",
    }
}

/// `PUT /articles/{id}/embargo` is `put_articles_id_embargo`.
fn id_of(operation: &Operation) -> String {
    let path: String = operation
        .path
        .chars()
        .filter(|letter| !matches!(letter, '{' | '}'))
        .map(|letter| if letter == '/' { '_' } else { letter })
        .collect();
    format!("{}{path}", method(operation.method))
}

fn described(operation: &Operation) -> Value {
    let mut parameters = Vec::new();
    let named = operation.path.split('/');
    for name in named.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        parameters.push(json!({
            "name": name, "in": "path", "required": true, "schema": {"type": "string"},
        }));
    }
    if let Takes::Query(names) | Takes::Open(names) = operation.takes {
        parameters.extend(names.iter().map(|name| {
            json!({"name": name, "in": "query", "required": false, "schema": {"type": "string"}})
        }));
    }
    if operation.method != Method::Get {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A name for this request; a repeat within 24 hours gets the same answer.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        }));
    }
    let tag = operation.path.split('/').nth(1).unwrap_or_default();
    let mut described = json!({
        "operationId": id_of(operation),
        "summary": operation.about,
        "tags": [tag],
        "parameters": parameters,
        "responses": {
            operation.status.to_string(): {
                "description": "Done.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "default": {"$ref": "#/components/responses/Problem"},
        },
    });
    if let (Some(fields), Takes::Open(_)) = (described.as_object_mut(), operation.takes) {
        fields.insert("security".to_owned(), json!([]));
    }
    if let (Some(fields), Some(body)) = (described.as_object_mut(), body(operation.takes)) {
        fields.insert("requestBody".to_owned(), body);
    }
    described
}

fn body(takes: Takes) -> Option<Value> {
    match takes {
        Takes::Nothing | Takes::Query(_) | Takes::Open(_) => None,
        Takes::Json(fields) => Some(json!({
            "required": true,
            "content": {"application/json": {"schema": object(fields)}},
        })),
        Takes::Picture(file) => {
            let required: &[&str] = if file { &["file", "words"] } else { &["words"] };
            Some(json!({
                "required": true,
                "content": {"multipart/form-data": {"schema": {
                    "type": "object",
                    "required": required,
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "image/*"},
                        "words": object(super::schema::PICTURE),
                    },
                    "additionalProperties": false,
                }}},
            }))
        }
    }
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut schema = schema(field.kind);
            if let Some(members) = schema.as_object_mut() {
                members.insert("description".to_owned(), field.about.into());
            }
            (field.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.needed)
        .map(|field| field.name)
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn schema(kind: Kind) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    match kind {
        Kind::Text | Kind::Reference => json!({"type": "string"}),
        Kind::Number(least, most) => {
            json!({"type": "integer", "minimum": least, "maximum": most})
        }
        Kind::Fraction => json!({"type": "number"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::References => texts,
        Kind::Ids => json!({"type": "array", "items": {"type": "string", "format": "uuid"}}),
        Kind::Named => json!({
            "type": "object",
            "additionalProperties": {"type": "string"},
            "examples": [{"ar": "…", "en": "…"}],
        }),
        Kind::NamedLists => json!({"type": "object", "additionalProperties": texts}),
        Kind::Moment => json!({"type": "string", "format": "date-time"}),
        Kind::OneOf(words) => json!({"type": "string", "enum": words}),
        Kind::Object(fields) => object(fields),
        Kind::List(fields) => json!({"type": "array", "items": object(fields)}),
        Kind::Body => json!({"$ref": "#/components/schemas/Body"}),
    }
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "errors"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What is wrong and what to do."},
            "code": {"type": "string", "description": "The same in every language."},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["field", "pointer", "code", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "pointer": {"type": "string", "format": "json-pointer"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            }},
        },
    })
}

/// The document of a body has a form of its own, which `Body` refers to itself in the table.
fn body_schema() -> Value {
    let mut schema = object(bodies::SENT);
    if let Some(document) = schema.pointer_mut("/properties/document") {
        *document =
            json!({"type": "object", "description": "The typed document, or the editor's."});
    }
    schema
}
