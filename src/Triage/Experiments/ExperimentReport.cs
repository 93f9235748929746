using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Triage.Evaluation;

namespace Triage.Experiments;

/// <summary>What a run was, for its report.</summary>
/// <param name="Plan">What was compared, on which splits.</param>
/// <param name="Fingerprint">Of the data.</param>
/// <param name="Reported">On which posts, in words.</param>
/// <param name="Command">The command line.</param>
/// <param name="Training">Mean time of a training by experiment.</param>
public sealed record ExperimentContext(ExperimentPlan Plan, string Fingerprint, string Reported, string Command, IReadOnlyDictionary<string, TimeSpan> Training);

/// <summary>A run as a Markdown page that people read and as JSON that programs read.</summary>
public static class ExperimentReport
{
    private static readonly (string Key, string Name, bool LowIsGood)[] Columns =
    [
        ("leaf.top1", "code, best", false),
        ("leaf.top3", "among best 3", false),
        ("leaf.top5", "among best 5", false),
        ("inner.accuracy", "inner category", false),
        ("leaf.kappa", "kappa", false),
        ("platform.accuracy", "top-level node", false),
        ("calibration.ece", "calibration error", true),
        ("accept.coverage", "accepted", false),
        ("accept.precision", "of these right", false),
    ];

    public static string Markdown(IReadOnlyList<GroupComparison> groups, ExperimentContext context)
    {
        var text = new StringBuilder();
        var plan = context.Plan;
        Line("# Experiments");
        Line("");
        Line($"{plan.Folds}-fold cross-validation, {plan.Repeats} repeat{(plan.Repeats == 1 ? "" : "s")}, seed {plan.Seed}: the same folds for all, grouped by post and stratified by code, {(plan.ScoreWritten ? "written posts split and scored like the others" : "all written posts on the training side")}. Reported on {context.Reported}; temperatures and thresholds are cross-fitted on the same posts. In brackets the difference from `{plan.Base.Name}` with its 95 % interval (paired bootstrap over posts). **Bold**: the interval leaves 0 on the good side; _italics_: on the bad side. With many rows some leave it by chance.");
        Line("");
        Line($"Data: `{context.Fingerprint}`. Made by `{context.Command}`.");
        Line("");
        Line("## What was tried");
        Line("");
        Row(["configuration", "what differs", "s a training", "why"]);
        Row(["---", "---", "---:", "---"]);
        var settings = plan.Base.Settings();
        foreach (var experiment in plan.Others.Prepend(plan.Base))
            Row([experiment.Name, experiment == plan.Base ? "" : Differing(experiment.Settings(), settings), context.Training[experiment.Name].TotalSeconds.ToString("F0", CultureInfo.InvariantCulture), experiment.Note]);
        foreach (var group in groups)
        {
            Line("");
            Line($"## Against {group.Group}, {(group.Question ? "questions without their answers" : "whole posts")} ({group.Posts.ToString("N0", CultureInfo.InvariantCulture)})");
            Line("");
            Row(["configuration", .. Columns.Select(c => c.Name)]);
            Row(["---", .. Columns.Select(_ => "---:")]);
            foreach (var experiment in group.Experiments)
                Row([experiment.Experiment.Name, .. Columns.Select(c => Cell(experiment, c.Key, c.LowIsGood))]);
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Row(IReadOnlyList<string> cells) => Line($"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }

    public static string Json(IReadOnlyList<GroupComparison> groups, ExperimentContext context)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("fingerprint", context.Fingerprint);
            json.WriteString("command", context.Command);
            json.WriteString("reported", context.Reported);
            json.WriteNumber("folds", context.Plan.Folds);
            json.WriteNumber("repeats", context.Plan.Repeats);
            json.WriteNumber("seed", context.Plan.Seed);
            json.WriteBoolean("score_written", context.Plan.ScoreWritten);
            json.WriteStartArray("experiments");
            foreach (var experiment in context.Plan.Others.Prepend(context.Plan.Base))
                Write(json, experiment, groups);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>A figure with its difference from the base, marked when the interval of the difference leaves 0.</summary>
    public static string Cell(ExperimentFigures experiment, string key, bool lowIsGood)
    {
        var value = experiment.Figures[key].Value;
        if (double.IsNaN(value))
            return "-";
        if (experiment.Differences is not { } differences)
            return FigureText(experiment.Figures[key]);
        var difference = differences[key].Difference;
        var text = string.Create(CultureInfo.InvariantCulture, $"{value:F3} ({difference.Value:+0.000;-0.000;0.000} [{difference.Low:+0.000;-0.000;0.000}, {difference.High:+0.000;-0.000;0.000}])");
        var mark = difference.Low > 0 ? lowIsGood ? "_" : "**" : difference.High < 0 ? lowIsGood ? "**" : "_" : "";
        return $"{mark}{text}{mark}";
    }

    private static string FigureText(Figure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:F3} [{figure.Low:F3}, {figure.High:F3}]");

    private static string Differing(IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> start) =>
        settings.GetValueOrDefault("trainer") != start.GetValueOrDefault("trainer")
            ? $"trainer {settings["trainer"]}"
            : string.Join("; ", settings.Where(s => start.GetValueOrDefault(s.Key) != s.Value).Select(s => $"{s.Key} {s.Value}"));

    private static void Write(Utf8JsonWriter json, Experiment experiment, IReadOnlyList<GroupComparison> groups)
    {
        json.WriteStartObject();
        json.WriteString("name", experiment.Name);
        json.WriteString("note", experiment.Note);
        json.WriteStartObject("settings");
        foreach (var (name, value) in experiment.Settings())
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            var figures = group.Experiments.Single(e => e.Experiment.Name == experiment.Name);
            json.WriteStartObject();
            json.WriteString("group", group.Group);
            json.WriteString("view", group.Question ? "question" : "full");
            json.WriteNumber("posts", group.Posts);
            foreach (var (key, figure) in figures.Figures)
            {
                json.WritePropertyName(key);
                JsonSerializer.Serialize(json, figure);
            }

            if (figures.Differences is { } differences)
            {
                json.WriteStartObject("differences");
                foreach (var (key, difference) in differences)
                {
                    json.WritePropertyName(key);
                    JsonSerializer.Serialize(json, difference.Difference);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
