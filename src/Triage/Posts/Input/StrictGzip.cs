using System.Runtime.CompilerServices;

namespace Triage.Posts.Input;

/// <summary>
/// Makes .NET report gzip data that ends too early. Without it such data just ends, and a file cut at the end of a line would lose posts in silence.
/// .NET looks at this switch once, when gzip is first used in the process, so it is set when this library is loaded.
/// </summary>
internal static class StrictGzip
{
    private const string Switch = "System.IO.Compression.UseStrictValidation";

#pragma warning disable CA2255 // A library's module initializer: later would be too late, see above.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Enable()
    {
        if (!AppContext.TryGetSwitch(Switch, out _))
            AppContext.SetSwitch(Switch, true);
    }
}
