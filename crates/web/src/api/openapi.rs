//! The description of the API: OpenAPI 3.1, exactly what there is.

use axum::http::HeaderMap;
use axum::response::Response;
use catalogue::definition::{CATEGORIES, LANGUAGES, LIFE_EVENTS};
use serde_json::{Value, json};

use super::answer::{self, Form};
use crate::PageError;
use crate::visit::Visit;

/// `GET /api/v1/openapi.json`
pub(super) async fn document(visit: Visit, headers: HeaderMap) -> Result<Response, PageError> {
    let body = answer::json(&description(&visit))?;
    Ok(answer::cached(&headers, Form::Json, body, None))
}

fn description(visit: &Visit) -> Value {
    let text = |key: &str| visit.app().texts().get("pl", key, &[]);
    let collection = "#/components/schemas/Catalogue";
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": text("data-title"),
            "version": "1.0.0",
            "description": text("api-description"),
        },
        "servers": [{ "url": "/" }],
        "security": [],
        "paths": {
            "/api/v1/catalogue": { "get": operation(&Operation {
                id: "listServices",
                summary: text("api-list"),
                parameters: list_parameters(),
                contents: contents(collection, true),
                missing: false,
            }) },
            "/api/v1/catalogue.jsonld": { "get": operation(&Operation {
                id: "listServicesJsonLd",
                summary: text("api-list-jsonld"),
                parameters: list_parameters(),
                contents: json!({ "application/ld+json": graph() }),
                missing: false,
            }) },
            "/api/v1/catalogue.ttl": { "get": operation(&Operation {
                id: "listServicesTurtle",
                summary: text("api-list-turtle"),
                parameters: list_parameters(),
                contents: json!({ "text/turtle": turtle() }),
                missing: false,
            }) },
            "/api/v1/catalogue/{service}": { "get": operation(&Operation {
                id: "showService",
                summary: text("api-one"),
                parameters: json!([service(), reference("language")]),
                contents: contents("#/components/schemas/ServiceOrCatalogue", true),
                missing: true,
            }) },
            "/api/v1/openapi.json": { "get": {
                "operationId": "describe",
                "summary": text("api-self"),
                "responses": {
                    "200": { "description": "OK", "content": {
                        "application/json": { "schema": { "type": "object" } } } },
                    "304": { "$ref": "#/components/responses/Unchanged" },
                    "default": { "$ref": "#/components/responses/Problem" },
                },
            } },
        },
        "components": {
            "parameters": parameters(&text),
            "headers": {
                "ETag": { "schema": { "type": "string" } },
                "Link": { "schema": { "type": "string" } },
            },
            "responses": {
                "Unchanged": { "description": text("api-unchanged") },
                "Problem": { "description": text("api-problem"), "content": {
                    "application/problem+json": {
                        "schema": { "$ref": "#/components/schemas/Problem" } } } },
            },
            "schemas": schemas(),
        },
    })
}

struct Operation {
    id: &'static str,
    summary: String,
    parameters: Value,
    contents: Value,
    /// Whether what is asked for may not be there.
    missing: bool,
}

fn operation(operation: &Operation) -> Value {
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut responses = json!({
        "200": {
            "description": "OK",
            "headers": {
                "ETag": { "$ref": "#/components/headers/ETag" },
                "Link": { "$ref": "#/components/headers/Link" },
            },
            "content": operation.contents,
        },
        "304": { "$ref": "#/components/responses/Unchanged" },
        "400": problem,
        "406": problem,
        "429": problem,
        "default": problem,
    });
    if operation.missing
        && let Some(responses) = responses.as_object_mut()
    {
        responses.insert("404".to_owned(), problem);
    }
    json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": operation.parameters,
        "responses": responses,
    })
}

fn contents(schema: &str, with_graphs: bool) -> Value {
    let mut contents = json!({ "application/json": { "schema": { "$ref": schema } } });
    if let (Some(contents), true) = (contents.as_object_mut(), with_graphs) {
        contents.insert("application/ld+json".to_owned(), graph());
        contents.insert("text/turtle".to_owned(), turtle());
    }
    contents
}

fn graph() -> Value {
    json!({ "schema": { "$ref": "#/components/schemas/Graph" } })
}

fn turtle() -> Value {
    json!({ "schema": { "type": "string" } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn list_parameters() -> Value {
    let names = ["q", "category", "life_event", "language", "limit", "page"];
    Value::Array(names.iter().map(|name| reference(name)).collect())
}

fn service() -> Value {
    json!({
        "name": "service", "in": "path", "required": true,
        "schema": { "type": "string" },
        "example": "in-1",
    })
}

fn parameters(text: &impl Fn(&str) -> String) -> Value {
    let query = |name: &str, key: &str, schema: Value| {
        let description = text(key);
        json!({ "name": name, "in": "query", "description": description, "schema": schema })
    };
    json!({
        "q": query("q", "data-param-q", json!({ "type": "string", "maxLength": 200 })),
        "category": query("category", "data-param-category", json!({ "enum": CATEGORIES })),
        "life_event": query("life_event", "data-param-category", json!({ "enum": LIFE_EVENTS })),
        "language": query(
            "language",
            "data-param-language",
            json!({ "enum": LANGUAGES, "default": "pl" }),
        ),
        "limit": query(
            "limit",
            "data-param-page",
            json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 100 }),
        ),
        "page": query(
            "page",
            "data-param-page",
            json!({ "type": "integer", "minimum": 1, "default": 1 }),
        ),
    })
}

fn schemas() -> Value {
    json!({
        "Catalogue": object(&["language", "count", "services"], json!({
            "language": { "enum": LANGUAGES },
            "count": { "type": "integer", "minimum": 0 },
            "next": { "type": "string", "format": "uri" },
            "services": { "type": "array", "items": { "$ref": "#/components/schemas/Service" } },
        })),
        "ServiceOrCatalogue": { "oneOf": [
            { "$ref": "#/components/schemas/Service" },
            { "$ref": "#/components/schemas/Catalogue" },
        ] },
        "Service": object(
            &[
                "id", "url", "api", "office", "edition", "kind", "online", "title", "summary",
                "who", "needed", "how", "result", "time", "appeal", "legal_basis", "fees",
                "documents", "category", "life_events", "keywords", "identity", "languages",
                "windows",
            ],
            service_properties(),
        ),
        "Label": object(&["id", "label"], json!({
            "id": { "type": "string" }, "label": { "type": "string" },
        })),
        "Graph": object(&["@context", "@graph"], json!({
            "@context": { "type": "object" }, "@graph": { "type": "array" },
        })),
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail", "request"],
            "properties": {
                "type": { "type": "string" },
                "title": { "type": "string" },
                "status": { "type": "integer" },
                "detail": { "type": "string" },
                "request": { "type": "string" },
                "errors": { "type": "array", "items": object(&["parameter", "detail"], json!({
                    "parameter": { "type": "string" }, "detail": { "type": "string" },
                })) },
            },
        },
    })
}

fn service_properties() -> Value {
    let words = json!({ "type": "string" });
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let labels = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Label" } });
    let uri = json!({ "type": "string", "format": "uri" });
    json!({
        "id": words, "url": uri, "api": uri,
        "office": object(&["id", "name", "url"], json!({
            "id": words, "name": words, "url": uri, "teryt": words,
        })),
        "edition": { "type": "integer", "minimum": 1 },
        "kind": { "enum": ["application", "information", "appointment", "notification"] },
        "online": { "type": "boolean" },
        "title": words, "summary": words, "who": words, "needed": list, "how": words,
        "result": words, "time": words,
        "term": object(&["rule", "basis"], json!({ "rule": words, "basis": words })),
        "appeal": words, "legal_basis": list,
        "fees": { "type": "array", "items": object(
            &["title", "currency", "basis", "payee", "exemptions"],
            json!({
                "title": words,
                "amount": { "type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$" },
                "currency": { "const": "PLN" },
                "per": words, "basis": words,
                "payee": { "enum": ["gmina_of_seat", "office", "gmina_of_principal"] },
                "exemptions": list,
            }),
        ) },
        "documents": { "type": "array", "items": object(&["title", "required"], json!({
            "title": words, "required": { "type": "boolean" }, "note": words,
        })) },
        "category": { "$ref": "#/components/schemas/Label" },
        "life_events": labels,
        "keywords": list,
        "identity": { "enum": ["none", "low", "substantial", "high"] },
        "maturity": { "type": "integer", "minimum": 1, "maximum": 5 },
        "languages": { "type": "array", "items": { "enum": LANGUAGES } },
        "windows": { "type": "array", "items": object(&["opens", "closes"], json!({
            "opens": words, "closes": words,
        })) },
    })
}

/// An object with these properties and no others.
fn object(required: &[&str], properties: Value) -> Value {
    json!({
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}
