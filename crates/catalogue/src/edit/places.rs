//! Places in the outline: a field moves alone, the fields of a block move together.

use super::outline::{self, Direction};
use crate::definition::{Definition, Field};

/// What moves as one: a field, or the fields of a block that stand one after the other.
type Unit = Vec<Field>;

/// Moves a field, or the block it follows, one place; at the edge of a step on into the next one.
/// Fields of a group stay in their group.
pub fn move_field(definition: &mut Definition, path: &str, direction: Direction) -> bool {
    if path.contains('.') {
        return outline::move_inner(&mut definition.form, path, direction);
    }
    let mut steps = units(definition);
    let moved = find(&steps, path).is_some_and(|(step, at)| {
        let count = steps[step].len();
        match (direction, at) {
            (Direction::Up, 0) if step > 0 => {
                let unit = steps[step].remove(0);
                steps[step - 1].push(unit);
            }
            (Direction::Down, at) if at + 1 == count && step + 1 < steps.len() => {
                let unit = steps[step].remove(at);
                steps[step + 1].insert(0, unit);
            }
            (Direction::Up, at) if at > 0 => steps[step].swap(at - 1, at),
            (Direction::Down, at) if at + 1 < count => steps[step].swap(at, at + 1),
            _ => return false,
        }
        true
    });
    put_back(definition, steps);
    moved
}

/// Puts a field, or the block it follows, into a step before the field `before`, or last. A field
/// of a group goes before another one of its group, or last.
pub fn place_field(
    definition: &mut Definition,
    path: &str,
    step: &str,
    before: Option<&str>,
) -> bool {
    if before == Some(path) {
        return false;
    }
    if path.contains('.') {
        return outline::place_inner(&mut definition.form, path, before);
    }
    let Some(to) = definition.form.steps.iter().position(|s| s.key == step) else {
        return false;
    };
    let mut steps = units(definition);
    let moved = find(&steps, path).is_some_and(|(from, at)| {
        let same = before.and_then(|before| find(&steps, before)) == Some((from, at));
        if same {
            return false;
        }
        let unit = steps[from].remove(at);
        let place = before.and_then(|before| find(&steps, before));
        match place {
            Some((step, at)) if step == to => steps[to].insert(at, unit),
            _ => steps[to].push(unit),
        }
        true
    });
    put_back(definition, steps);
    moved
}

/// Puts a step before the step `before`, or last.
pub fn place_step(definition: &mut Definition, key: &str, before: Option<&str>) -> bool {
    let steps = &mut definition.form.steps;
    let Some(at) = steps.iter().position(|step| step.key == key) else {
        return false;
    };
    if before == Some(key) {
        return false;
    }
    let step = steps.remove(at);
    let place = before.and_then(|before| steps.iter().position(|step| step.key == before));
    steps.insert(place.unwrap_or(steps.len()), step);
    true
}

/// Takes the fields out of the steps as units.
fn units(definition: &mut Definition) -> Vec<Vec<Unit>> {
    let links = definition.blocks.clone();
    let link_of = |field: &Field| links.iter().position(|link| link.holds(&field.key));
    let mut steps = Vec::new();
    for step in &mut definition.form.steps {
        let mut units: Vec<Unit> = Vec::new();
        for field in std::mem::take(&mut step.fields) {
            let link = link_of(&field);
            match units.last_mut() {
                Some(unit) if link.is_some() && unit.first().and_then(link_of) == link => {
                    unit.push(field);
                }
                _ => units.push(vec![field]),
            }
        }
        steps.push(units);
    }
    steps
}

fn put_back(definition: &mut Definition, steps: Vec<Vec<Unit>>) {
    for (step, units) in definition.form.steps.iter_mut().zip(steps) {
        step.fields = units.into_iter().flatten().collect();
    }
}

fn find(steps: &[Vec<Unit>], key: &str) -> Option<(usize, usize)> {
    let holds = |unit: &Unit| unit.iter().any(|field| field.key == key);
    let places = steps.iter().enumerate();
    places
        .filter_map(|(step, units)| Some((step, units.iter().position(holds)?)))
        .next()
}
