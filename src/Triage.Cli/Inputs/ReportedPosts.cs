using System.CommandLine;

namespace Triage.Cli.Inputs;

/// <summary>Options that say on which posts figures are reported.</summary>
internal sealed class ReportedPosts
{
    private readonly Option<string> _which = new Option<string>("--report-on")
    {
        Description = "Posts that the figures are reported on, by the last digit of the id; thresholds and temperatures are fitted to the others.",
        DefaultValueFactory = _ => "all",
    }.AcceptOnlyFromAmong("all", "even", "odd");

    private readonly Option<string?> _leaveOut = new("--leave-out") { Description = "CSV with a column post_id: posts that the figures are not reported on.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Options.Add(_which);
        command.Options.Add(_leaveOut);
    }

    /// <summary>Whether figures count a post of this id.</summary>
    /// <exception cref="InputException">The file of <c>--leave-out</c> cannot be read.</exception>
    public Func<string, bool> Read(ParseResult parsed)
    {
        var leftOut = parsed.GetValue(_leaveOut) is { } file ? PostIdFile.Read(file) : [];
        var which = parsed.GetValue(_which);
        return id => !leftOut.Contains(id) && which switch
        {
            "even" => IsDigit(id) && (id[^1] - '0') % 2 == 0,
            "odd" => IsDigit(id) && (id[^1] - '0') % 2 == 1,
            _ => true,
        };
    }

    /// <summary>In words, for cards and reports.</summary>
    public string Describe(ParseResult parsed)
    {
        var which = parsed.GetValue(_which);
        var posts = which == "all" ? "all scored posts" : $"posts with an {which} id";
        return parsed.GetValue(_leaveOut) is { } file ? $"{posts}, without those of {Path.GetFileName(file)}" : posts;
    }

    private static bool IsDigit(string id) => id.Length > 0 && char.IsAsciiDigit(id[^1]);
}
