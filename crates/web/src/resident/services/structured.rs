//! The card as schema.org tells it, for search engines: data inside the page, never run.

use catalogue::{Definition, markup};
use serde_json::{Value, json};
use tenancy::Tenant;

use crate::visit::Visit;

/// `GovernmentService` of a card as JSON that may stand inside a page.
pub(super) fn government_service(
    visit: &Visit,
    office: &Tenant,
    slug: &str,
    definition: &Definition,
) -> String {
    let settings = visit.app().settings();
    let text = |path: &str| markup::plain(definition.text(visit.lang(), path));
    let url = settings.office_url(office.slug(), &format!("/uslugi/{slug}"));
    let contact = &office.profile().contact;
    let offers = definition.fees.iter().filter_map(|fee| {
        let amount = fee.amount.as_deref()?;
        let title = text(&format!("fees.{}.title", fee.key));
        Some(json!({
            "@type": "Offer", "name": title, "price": amount, "priceCurrency": "PLN",
        }))
    });
    let offers: Vec<Value> = offers.collect();
    let area = match office.profile().seat.is_empty() {
        true => office.name(),
        false => office.profile().seat.as_str(),
    };
    let mut service = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": url,
        "url": url,
        "name": text("title"),
        "description": text("card.summary"),
        "inLanguage": visit.lang(),
        "serviceType": visit.t(&format!("category-{}", definition.category)),
        "audience": { "@type": "Audience", "audienceType": text("card.who") },
        "areaServed": { "@type": "AdministrativeArea", "name": area },
        "serviceOperator": {
            "@type": "GovernmentOrganization",
            "name": office.name(),
            "url": settings.office_url(office.slug(), "/"),
            "telephone": contact.phone,
            "email": contact.email,
        },
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": url,
            "availableLanguage": crate::api::languages(definition),
        },
        "serviceOutput": { "@type": "Thing", "name": text("card.result") },
    });
    if let (Some(service), false) = (service.as_object_mut(), offers.is_empty()) {
        service.insert("offers".to_owned(), offers.into());
    }
    embedded(&service)
}

/// JSON in which nothing can end the element it stands in.
fn embedded(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::embedded;

    #[test]
    fn nothing_ends_the_element_it_stands_in() {
        let value = json!({ "name": "</script><script>alert(1)</script> & <!--" });
        let text = embedded(&value);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read, value);
    }
}
