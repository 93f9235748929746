using System.CommandLine;

namespace Triage.Cli.Terminal;

/// <summary>Checks of option values; a broken one is a usage error.</summary>
internal static class OptionRules
{
    public static Option<int?> AtLeast(this Option<int?> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<int?>() < least)
                result.AddError($"{option.Name} must be at least {least}");
        });
        return option;
    }

    public static Option<int> AtLeast(this Option<int> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<int>() < least)
                result.AddError($"{option.Name} must be at least {least}");
        });
        return option;
    }

    public static Option<double> Between(this Option<double> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValueOrDefault<double>() is var value && !(value >= least && value <= most))
                result.AddError(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option.Name} must be between {least} and {most}"));
        });
        return option;
    }
}
