//! Why no plan exists: rules and facts that cannot hold together, as few as can be, and what would have to give.
use super::{
    feasible::{self, Verdict},
    ground::{self, Ground, Point},
    hitting,
    read::Round,
    relief::{self, Relief},
};

/// Rules and facts that cannot hold together, while any of them left out lets the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    pub grounds: Vec<Ground>,
    /// Each of them is needed, and that is proved.
    pub irreducible: bool,
    /// No fewer grounds are impossible together, and that is proved.
    pub smallest: bool,
}

/// Everything that stands in the way of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// No ground stands in two of them. With all of them gone nothing is proved impossible any more.
    pub obstacles: Vec<Obstacle>,
    /// Each of these suffices by itself; the least first. Empty where none was found within the effort.
    pub reliefs: Vec<Relief>,
}

/// Asks whether grounds hold together, within what is left of the effort.
pub(super) struct Oracle<'a> {
    round: &'a Round,
    pub(super) nodes: u64,
    /// The steps that one question may take.
    question: u64,
    /// Some question stayed open.
    pub(super) open: bool,
}

/// The steps that one question may take, where many are asked.
const QUESTION: u64 = 4_000;

/// An obstacle of more grounds than this is not proved to be the smallest: there are too many ways to leave some out.
const FEW: usize = 12;

impl<'a> Oracle<'a> {
    pub(super) const fn new(round: &'a Round, nodes: u64) -> Self {
        Self { round, nodes, question: QUESTION, open: false }
    }

    /// Whether they are proved not to hold together.
    pub(super) fn fail(&mut self, points: &[Point]) -> bool {
        let granted = self.nodes.min(self.question);
        let mut left = granted;
        let verdict = feasible::decide(self.round, points, &mut left);
        self.nodes -= granted - left;
        self.open |= matches!(verdict, Verdict::Open);
        matches!(verdict, Verdict::Fails)
    }

    /// An irreducible part of `points` that fails together with `kept` (`QuickXplain`); `added`: `kept` has just grown.
    pub(super) fn part(&mut self, kept: &[Point], added: bool, points: &[Point]) -> Vec<Point> {
        if added && self.fail(kept) {
            return Vec::new();
        }
        if points.len() <= 1 {
            return points.to_vec();
        }
        let (first, second) = points.split_at(points.len() / 2);
        let mut found = self.part(&[kept, first].concat(), true, second);
        let more = self.part(&[kept, &found[..]].concat(), !found.is_empty(), first);
        found.extend(more);
        found
    }

    /// The fewest of `points` that fail, given a part of them that does: each part must hit whatever had to be left out of
    /// every set that holds together. None where the effort ends before the proof.
    fn fewest(&mut self, points: &[Point], part: &[Point]) -> Option<Vec<Point>> {
        self.open = false;
        let mut left_out: Vec<Vec<usize>> = Vec::new();
        while !self.open && self.nodes > 0 {
            let hit = hitting::smallest(&left_out, part.len())?;
            if hit.len() >= part.len() {
                return Some(part.to_vec());
            }
            let held: Vec<Point> = hit.iter().map(|&at| points[at]).collect();
            if self.fail(&held) {
                return Some(held);
            }
            let mut out = Vec::new();
            let rest: Vec<usize> = (0..points.len()).filter(|at| !hit.contains(at)).collect();
            self.grow(points, &mut hit.clone(), &rest, &mut out);
            left_out.push(out);
        }
        None
    }

    /// Adds whatever still holds together, and notes what does not.
    fn grow(&mut self, points: &[Point], held: &mut Vec<usize>, more: &[usize], out: &mut Vec<usize>) {
        let asked: Vec<Point> = held.iter().chain(more).map(|&at| points[at]).collect();
        if !self.fail(&asked) {
            held.extend(more);
        } else if let [one] = more {
            out.push(*one);
        } else {
            let (first, second) = more.split_at(more.len() / 2);
            self.grow(points, held, first, out);
            self.grow(points, held, second, out);
        }
    }
}

impl Round {
    /// What makes a round impossible. Empty where it is not, or that is not known within the effort.
    pub fn obstacles(&self) -> Obstacles {
        let effort = self.effort().nodes;
        // the first question is the one whose answer brought us here: it may take as long
        let mut first = Oracle { question: effort, ..Oracle::new(self, effort) };
        if !first.fail(&ground::points(self)) {
            return Obstacles::default();
        }
        let mut oracle = Oracle::new(self, effort);
        let mut left = ground::points(self);
        let mut obstacles: Vec<Obstacle> = Vec::new();
        while obstacles.is_empty() || oracle.fail(&left) {
            oracle.open = false;
            let mut part = oracle.part(&[], false, &left);
            let mut irreducible = !oracle.open;
            // the effort ends: what was found until now is enough to begin with
            if part.is_empty() || !irreducible && !obstacles.is_empty() {
                break;
            }
            let mut smallest = irreducible && part.len() == 1;
            if (2..=FEW).contains(&part.len()) {
                let mut apart = Oracle::new(self, oracle.nodes / 3);
                let fewest = apart.fewest(&left, &part);
                oracle.nodes = oracle.nodes - oracle.nodes / 3 + apart.nodes;
                if let Some(fewest) = fewest {
                    (irreducible, smallest) = (irreducible || fewest.len() < part.len(), true);
                    part = fewest;
                }
            }
            left.retain(|point| !part.contains(point));
            part.sort_unstable();
            let grounds = part.iter().map(|point| point.ground(self)).collect();
            obstacles.push(Obstacle { grounds, irreducible, smallest });
        }
        let reliefs = if obstacles.is_empty() { Vec::new() } else { relief::least(self, &obstacles) };
        Obstacles { obstacles, reliefs }
    }
}
