//! Where new documents go and when new sprints run.
