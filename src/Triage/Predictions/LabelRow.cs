using Triage.Posts;

namespace Triage.Predictions;

/// <summary>A labelled post: what was asked, what the model says, and what may be done with it.</summary>
public sealed record LabelRow(Post Post, Prediction Prediction, Outcome Outcome);
