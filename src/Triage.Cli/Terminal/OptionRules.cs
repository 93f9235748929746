using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Triage.Cli.Terminal;

/// <summary>
/// Checks of numbers; a broken one is a usage error. They look at the words as given: what is no number at all is complained of elsewhere.
/// </summary>
internal static class OptionRules
{
    public static Option<int> AtLeast(this Option<int> option, int least) => (Option<int>)AddAtLeast(option, least);

    public static Option<int?> AtLeast(this Option<int?> option, int least) => (Option<int?>)AddAtLeast(option, least);

    public static Option<double> Between(this Option<double> option, double least, double most) => (Option<double>)AddBetween(option, least, most);

    public static Option<double?> Between(this Option<double?> option, double least, double most) => (Option<double?>)AddBetween(option, least, most);

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(this CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static Option AddAtLeast(Option option, int least) =>
        Add(option, value => value >= least, $"must be at least {least.ToString(CultureInfo.InvariantCulture)}");

    private static Option AddBetween(Option option, double least, double most) =>
        Add(option, value => value >= least && value <= most, string.Create(CultureInfo.InvariantCulture, $"must be between {least} and {most}"));

    private static Option Add(Option option, Func<double, bool> holds, string rule)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && double.TryParse(word.Value, CultureInfo.InvariantCulture, out var value) && !holds(value))
                result.AddError($"{option.Name} {rule}");
        });
        return option;
    }
}
