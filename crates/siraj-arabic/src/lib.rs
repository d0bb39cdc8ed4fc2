//! Arabic text: pure functions, no IO and no clock.
