//! The search of readers, from what is published to the page that answers: what is found and
//! what is not (`finds`, `probes`), what stays hidden (`hidden`), how a question is narrowed
//! and its pages are turned (`narrows`), what stands around it (`around`), and what nobody
//! should ask (`hostile`).

mod around;
mod finds;
mod hidden;
mod hostile;
mod narrows;
mod probes;
mod reader;
