//! An office with a service that follows a template of the lead's, and the lead's next editions.

use std::collections::HashMap;

use catalogue::Definition;
use chrono::NaiveDate;
use domain::ids::StaffId;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::sketches::{self, Change, NewSketch, Sketch};
use store::{drafts, services, templates};
use tests::{Answer, Client};

use crate::staff::designer::{boxes, fill};
use crate::staff::desk::{Desk, date, noon};

pub(super) const DAY: &str = "2026-10-05";
const TEMPLATE: &str = include_str!("../updates.toml");

/// An office that adopted a template in its first edition.
pub(super) struct Adopted {
    pub(super) desk: Desk,
    pub(super) editor: Client,
    editor_id: StaffId,
    /// Slug of the template, and address of the service.
    pub(super) template: String,
    /// The newest edition of the template.
    newest: Definition,
}

impl Adopted {
    /// `None` when there is no server to test on.
    pub(super) async fn open(hint: &str) -> Option<Self> {
        let desk = Desk::open(hint).await?;
        let id = desk.staff("Edyta Wzorcowa", "service_editor", None).await;
        desk.grant(id, "publisher").await;
        let mut editor = desk.staff_browser(id, DAY).await;
        // All tests share the lead's templates.
        let slug = format!("wzorzec-{}", &tests::some_id().simple().to_string()[..12]);
        let text = TEMPLATE.replacen("\"wzorzec\"", &format!("\"{slug}\""), 1);
        let newest = catalogue::read_definition("t.toml", &text).expect("a template");
        let stage = Self {
            desk,
            template: slug.clone(),
            editor: editor.clone(),
            editor_id: id,
            newest,
        };
        stage.announces("", None).await;
        let tx = stage.desk.tx().await;
        let sql = "insert into office_class (symbol, title, category) \
                   values ('3124', 'Zgody', 'B5')";
        tx.execute_unprepared(sql).await.expect("a class");
        tx.commit().await.expect("a commit");
        let new = [("sposob", "wzorzec"), ("wzorzec", slug.as_str())];
        let made = editor.post("/urzad/uslugi/nowa", &new).await;
        assert_eq!(made.location(), stage.path("?po=create"), "{}", made.body);
        let mut stage = Self { editor, ..stage };
        stage.publish().await;
        Some(stage)
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/urzad/uslugi/{}{rest}", self.template)
    }

    /// The lead's next edition: the one before with this change.
    pub(super) async fn lead_publishes(
        &mut self,
        edition: u32,
        notes: &str,
        due_on: Option<&str>,
        change: impl FnOnce(&mut Definition),
    ) {
        change(&mut self.newest);
        self.newest.edition = edition;
        self.announces(notes, due_on).await;
    }

    async fn announces(&self, notes: &str, due_on: Option<&str>) {
        let tx = self
            .desk
            .platform
            .tenancy
            .registry()
            .await
            .expect("the registry");
        let published = templates::publish(&tx, &[&self.newest], noon(DAY)).await;
        assert_eq!(published.expect("an edition"), 1);
        let sql = "update template set release_notes = $3, due_on = $4 \
                   where slug = $1 and edition = $2";
        let due: Option<NaiveDate> = due_on.map(date);
        let edition = i32::try_from(self.newest.edition).expect("small");
        let values = [
            self.template.as_str().into(),
            edition.into(),
            notes.into(),
            due.into(),
        ];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        tx.execute_raw(statement).await.expect("notes");
        tx.commit().await.expect("a commit");
    }

    /// As if the lead had never had it.
    pub(super) async fn lead_forgets(&self, editions: &str) {
        let tx = self
            .desk
            .platform
            .tenancy
            .registry()
            .await
            .expect("the registry");
        let sql = format!("delete from template where slug = $1 and edition {editions}");
        let values = [self.template.as_str().into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        tx.execute_raw(statement).await.expect("gone");
        tx.commit().await.expect("a commit");
    }

    /// The office changes its sketch, started where there is none.
    pub(super) async fn changes(&self, change: impl FnOnce(&mut Definition)) {
        let tx = self.desk.tx().await;
        let by = Change {
            act: "field-save",
            by: self.editor_id.0,
            at: noon(DAY),
        };
        if sketches::find(&tx, &self.template)
            .await
            .expect("a look")
            .is_none()
        {
            let service = services::find(&tx, &self.template).await.expect("a look");
            let service = service.expect("the service");
            let edition = service.edition_id.expect("an edition");
            let in_force = drafts::edition(&tx, edition).await.expect("a look");
            let template = service.template.as_ref();
            let new = NewSketch {
                service: Some(service.id),
                template: template.map(|(slug, edition)| (slug.as_str(), *edition)),
                base_edition: Some(edition),
                definition: &in_force.expect("an edition").definition,
            };
            sketches::start(&tx, new, by).await.expect("a sketch");
        }
        let sketch = sketches::lock(&tx, &self.template).await.expect("a look");
        let sketch = sketch.expect("a sketch");
        let mut definition = sketch.definition.clone();
        change(&mut definition);
        sketches::save(&tx, &sketch, &definition, by)
            .await
            .expect("kept");
        tx.commit().await.expect("a commit");
    }

    pub(super) async fn sketch(&self) -> Option<Sketch> {
        let tx = self.desk.tx().await;
        sketches::find(&tx, &self.template).await.expect("a look")
    }

    /// Publishes the sketch the ordinary way, starting one when there is none.
    pub(super) async fn publish(&mut self) {
        if self.sketch().await.is_none() {
            self.editor.post(&self.path("/szkic"), &[]).await;
        }
        let done = self.fills("/wydanie", &[]).await;
        assert_eq!(done.location(), self.path("?po=publish"), "{}", done.body);
    }

    /// The editor posts a page of the service back with some boxes filled in otherwise.
    pub(super) async fn fills(&mut self, rest: &str, changes: &[(&str, &str)]) -> Answer {
        let path = self.path(rest);
        fill(&mut self.editor, &path, changes).await
    }

    pub(super) async fn posts(&mut self, path: &str, pairs: &[(String, String)]) -> Answer {
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.editor.post(path, &pairs).await
    }

    /// Posts the page again with these choices made otherwise.
    pub(super) async fn choose(&mut self, page: &Answer) -> Answer {
        let choices = HashMap::from([
            ("_wybor.card.summary", "wzorzec"),
            ("_wybor.card.who", "wlasne"),
            ("_tresc.card.who", "Kto chce ogniska."),
            ("_wybor.fees.oplata.price", "wlasne"),
            ("_tresc.fees.oplata.price", "19,50"),
            ("_wybor.fields.goscie", "nasze"),
            ("_wybor.fields.uwagi", "nasze"),
            ("_wybor.steps.wniosek.fields", "nasze"),
        ]);
        let mut pairs = boxes(page);
        pairs.retain(|(name, _)| !choices.contains_key(name.as_str()));
        pairs.extend(
            choices
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
        );
        self.posts(&self.path("/aktualizacja"), &pairs).await
    }

    /// Both the office and the lead change the same things, in every way there is.
    pub(super) async fn both_change(&mut self) {
        self.changes(|own| {
            own.card.summary = "Opis urzędu.".to_owned();
            own.card.who = "Mieszkańcy gminy.".to_owned();
            own.fees[0].amount = Some("19.00".to_owned());
            let fields = &mut own.form.steps[0].fields;
            fields[3].hint = "Także dzieci.".to_owned();
            fields.remove(4);
            fields.swap(0, 1);
        })
        .await;
        self.publish().await;
        self.lead_publishes(2, "Duże zmiany.", None, |new| {
            new.card.summary = "Opis województwa.".to_owned();
            new.card.who = "Każdy dorosły.".to_owned();
            new.fees[0].amount = Some("21.00".to_owned());
            let fields = &mut new.form.steps[0].fields;
            fields[4].label = "Coś jeszcze?".to_owned();
            fields.remove(3);
            fields.swap(1, 2);
        })
        .await;
    }

    /// Takes over what the page of the whole merge shows.
    pub(super) async fn accept(&mut self, preview: &Answer) -> Answer {
        let form = part(preview, "/aktualizacja/przyjmij\"");
        self.posts(&self.path("/aktualizacja/przyjmij"), &boxes(&form))
            .await
    }

    /// Fills in the form of the preview.
    pub(super) async fn tries(&mut self, preview: &Answer, answers: &[(&str, &str)]) -> Answer {
        let form = part(preview, "/aktualizacja/podglad\"");
        let mut pairs = boxes(&form);
        for (name, value) in answers {
            pairs.retain(|(known, _)| known != name);
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.posts(&self.path("/aktualizacja/podglad"), &pairs)
            .await
    }

    pub(super) async fn goes_back(&mut self, preview: &Answer) -> Answer {
        let form = part(preview, "/aktualizacja\"");
        let mut pairs = boxes(&form);
        pairs.push(("akt".to_owned(), "wroc".to_owned()));
        self.posts(&self.path("/aktualizacja"), &pairs).await
    }

    /// Another editor of the same office.
    pub(super) async fn another(&self, name: &str) -> Client {
        let id = self.desk.staff(name, "service_editor", None).await;
        self.desk.staff_browser(id, DAY).await
    }

    pub(super) async fn nobody(&self) -> Client {
        let platform = &self.desk.platform;
        platform.client(&self.desk.office).await.expect("a browser")
    }

    /// How often the office's trail tells of an act.
    pub(super) async fn trail(&self, action: &str) -> i64 {
        let tx = self.desk.tx().await;
        let sql = "select count(*) as many from audit_entry where action = $1";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [action.into()]);
        let row = tx
            .query_one_raw(statement)
            .await
            .expect("a row")
            .expect("one");
        row.try_get("", "many").expect("a number")
    }
}

/// The form of a page that is sent to an address ending so.
fn part(page: &Answer, action: &str) -> Answer {
    let mut form = page.clone();
    let found = page.body.split("<form").find(|form| form.contains(action));
    let found = found.and_then(|form| form.split("</form>").next());
    form.body = format!("<form{}", found.expect("the form"));
    form
}
