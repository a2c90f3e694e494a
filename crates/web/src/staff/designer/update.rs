//! Updates of a template (aktualizacje wzorca): what the lead changed beside what the office
//! changed. The office chooses where both cannot have it, looks at the whole, and takes it into
//! its sketch; or puts it off, or leaves the template for good.

mod choices;
mod leaving;
mod merged;
mod sides;
pub(super) mod waiting;

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use catalogue::merge::{Decisions, Merge, Outcome, Rows, merge_service};
use store::sketches::Sketch;
use store::templates::{self, Announced};

use super::values::Words;
use super::{Editor, Said, acts};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::staff::words::Tag;
use choices::{Asked, Box};
use sides::Line;

/// Fingerprint of what the page compared with the template; the choices are about nothing else.
const SKETCH: &str = "_szkic";
/// The edition the choices are about.
const EDITION: &str = "_wydanie";

pub(super) fn routes() -> Routes {
    let path = "/urzad/uslugi/{service}/aktualizacja";
    Routes::office()
        .get(path, Action::ChangeServices, show)
        .post(path, Action::ChangeServices, choose)
        .and(merged::routes())
        .and(leaving::routes())
}

/// A service with a newer edition of its template.
struct Compared {
    sketch: Sketch,
    template: String,
    /// The edition it stands on.
    from: u32,
    /// Every later edition, the newest last.
    later: Vec<Announced>,
    /// The edition it stands on; `None` when the lead no longer keeps it.
    old: Option<Definition>,
    new: Definition,
    /// Its conflicts stand in the order of the rows.
    merge: Merge,
    rows: Rows,
}

enum Found {
    Waiting(std::boxed::Box<Compared>),
    /// There is none: the sketch, and the key of the text that says why.
    Nothing(std::boxed::Box<Sketch>, &'static str),
}

/// Compares the sketch, or what is in force, with the newest edition of its template.
async fn compared(editor: &Editor) -> Result<Found, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    // Nobody waits for the registry with a connection of the office in hand.
    drop(tx);
    let Some((template, from)) = sketch.template.clone() else {
        return Ok(Found::Nothing(sketch.into(), "designer-update-own"));
    };
    let tx = editor.app.tenancy().registry().await?;
    let mut later = templates::announced(&tx, Some(&template)).await?;
    if later.is_empty() {
        return Ok(Found::Nothing(sketch.into(), "designer-update-gone"));
    }
    later.retain(|one| one.edition > from);
    let Some(newest) = later.last() else {
        return Ok(Found::Nothing(sketch.into(), "designer-update-current"));
    };
    let old = templates::find(&tx, &template, from).await?;
    let new = templates::find(&tx, &template, newest.edition).await?;
    drop(tx);
    let new = new.ok_or(PageError::NotFound)?;
    let mut merge = merge_service(old.as_ref(), &new, &sketch.definition);
    let rows = merge.rows(&Decisions::new());
    let chosen = rows.template.iter().chain(&rows.office);
    let order: Vec<&String> = chosen
        .filter_map(|row| match &row.outcome {
            Outcome::Chosen(path) => Some(path),
            Outcome::Taken | Outcome::Same | Outcome::Kept | Outcome::Both => None,
        })
        .collect();
    merge
        .conflicts
        .sort_by_key(|conflict| order.iter().position(|path| **path == conflict.place.path));
    Ok(Found::Waiting(std::boxed::Box::new(Compared {
        merge,
        rows,
        sketch,
        template,
        from,
        later,
        old,
        new,
    })))
}

impl Compared {
    /// What names the comparison: of choices about another one nothing is taken over.
    fn tokens(&self) -> [(&'static str, String); 2] {
        let editions = format!("{}-{}", self.from, self.new.edition);
        [(SKETCH, self.sketch.definition.hash()), (EDITION, editions)]
    }

    fn is_as_shown(&self, posted: &Posted) -> bool {
        let tokens = self.tokens();
        tokens.iter().all(|(name, value)| posted.get(name) == value)
    }

    fn words<'a>(&'a self, editor: &'a Editor, all: &'a [&'a Definition]) -> Words<'a> {
        Words {
            visit: &editor.visit,
            definitions: all,
        }
    }

    /// The three definitions, for names of fields and steps.
    fn definitions(&self) -> Vec<&Definition> {
        let both = [&self.new, &self.sketch.definition];
        both.into_iter().chain(&self.old).collect()
    }
}

/// What one edition says to the offices.
struct Note {
    title: String,
    due: Option<Tag>,
    reason: String,
    paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff/designer/update/choose.html")]
struct ChoosePage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    /// Who changed what is compared while the page was open; empty when nobody did.
    outdated: String,
    lead: String,
    notes: Vec<Note>,
    /// Said when a sketch is being written already.
    written: String,
    has_base: bool,
    boxes: Vec<Box>,
    template: Vec<Line>,
    office: Vec<Line>,
    by_itself: String,
    to_choose: String,
    tokens: [(&'static str, String); 2],
    here: String,
    back: String,
    can_postpone: bool,
}

#[derive(Template)]
#[template(path = "staff/designer/update/none.html")]
struct NonePage {
    page: Page,
    crumbs: Vec<Crumb>,
    text: String,
    back: String,
    can_detach: bool,
    detach: String,
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    match compared(&editor).await? {
        Found::Waiting(compared) => {
            let asked = Asked::nothing();
            render(&editor, &compared, &asked, String::new(), StatusCode::OK).await
        }
        Found::Nothing(sketch, key) => nothing(&editor, &sketch, key),
    }
}

fn nothing(editor: &Editor, sketch: &Sketch, key: &str) -> Result<Response, PageError> {
    let title = editor.visit.t("designer-update-nothing");
    let page = NonePage {
        crumbs: editor.crumbs(&sketch.definition.title, &title),
        text: editor.visit.t(key),
        back: editor.path(""),
        can_detach: sketch.template.is_some(),
        detach: editor.path("/odlacz"),
        page: editor.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// Reads the choices. With all of them made the whole is shown as it would become; the button
/// back to the choices keeps them.
async fn choose(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let compared = match compared(&editor).await? {
        Found::Waiting(compared) => compared,
        Found::Nothing(..) => return Ok(see_other(&editor.path("/aktualizacja"))),
    };
    let asked = Asked::read(&editor, &compared, &posted);
    if !compared.is_as_shown(&posted) {
        return changed_meanwhile(&editor, &compared, &posted).await;
    }
    if posted.get("akt") == "wroc" {
        let asked = asked.without_faults();
        return render(&editor, &compared, &asked, String::new(), StatusCode::OK).await;
    }
    if !asked.faults.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&editor, &compared, &asked, String::new(), status).await;
    }
    merged::first(&editor, &compared, &asked).await
}

/// The page of choices as it is now, with the choices made about what was there before.
async fn changed_meanwhile(
    editor: &Editor,
    compared: &Compared,
    posted: &Posted,
) -> Result<Response, PageError> {
    let asked = Asked::read(editor, compared, posted).without_faults();
    let [_, (_, editions)] = compared.tokens();
    let text = if posted.get(EDITION) == editions {
        let tx = editor.begin(Action::ChangeServices).await?;
        let names = acts::names(&tx).await?;
        drop(tx);
        let who = names.get(&compared.sketch.changed_by).cloned();
        let when = editor.when(compared.sketch.changed_at);
        let values = [("who", who.unwrap_or_default()), ("when", when)];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        editor.visit.tn("designer-update-outdated", &values)
    } else {
        editor.visit.t("designer-update-newer")
    };
    render(editor, compared, &asked, text, StatusCode::CONFLICT).await
}

async fn render(
    editor: &Editor,
    compared: &Compared,
    asked: &Asked,
    outdated: String,
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let definitions = compared.definitions();
    let words = compared.words(editor, &definitions);
    let (template, office) = sides::lines(&words, &compared.rows);
    let count = |key: &str, count: usize| visit.t1(key, "count", &count.to_string());
    let title = visit.t("designer-update");
    let editions = [
        ("old", compared.from.to_string()),
        ("new", compared.new.edition.to_string()),
    ];
    let editions = editions
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let page = ChoosePage {
        crumbs: editor.crumbs(&compared.sketch.definition.title, &title),
        lead: visit.tn("designer-update-lead", &editions),
        notes: compared
            .later
            .iter()
            .rev()
            .map(|one| note(editor, one))
            .collect(),
        written: match compared.sketch.version {
            0 => String::new(),
            _ => visit.t("designer-update-written"),
        },
        has_base: compared.old.is_some(),
        boxes: asked.boxes(&words, &compared.merge),
        template,
        office,
        by_itself: count("designer-update-by-itself", compared.merge.taken.len()),
        to_choose: count("designer-update-to-choose", compared.merge.conflicts.len()),
        tokens: compared.tokens(),
        here: editor.path("/aktualizacja"),
        back: editor.path(""),
        can_postpone: compared.sketch.service.is_some(),
        outdated,
        page: editor.page(title).with_errors(!asked.faults.is_empty()),
        faults: asked.said(),
    };
    page::html(status, &page)
}

fn note(editor: &Editor, one: &Announced) -> Note {
    let visit = &editor.visit;
    let number = one.edition.to_string();
    let day = crate::dates::warsaw_date(one.published_at);
    let day = crate::dates::long(editor.app.texts(), visit.lang(), day);
    let values = [("number", number.as_str()), ("day", &day)];
    let texts = one.release_notes.lines().map(str::trim);
    Note {
        title: visit.tn("designer-update-note", &values),
        due: one
            .due_on
            .map(|due| waiting::due_tag(visit, due, editor.app.today())),
        reason: one.due_reason.clone(),
        paragraphs: texts
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}

/// The sketch locked in this transaction, unless it is not what was compared.
async fn locked(
    editor: &Editor,
    tx: &tenancy::TenantTx,
    compared: &Compared,
) -> Result<Option<Sketch>, PageError> {
    let sketch = editor.locked(tx).await?;
    let is_same = sketch.definition == compared.sketch.definition
        && sketch.template == compared.sketch.template;
    Ok(is_same.then_some(sketch))
}
