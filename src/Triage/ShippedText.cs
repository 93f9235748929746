namespace Triage;

/// <summary>Small files that are part of the library, so that a program needs no folder of data beside it.</summary>
internal static class ShippedText
{
    /// <summary>Whether the build took the file in; what npm brings may be left out.</summary>
    public static bool Has(string name) => typeof(ShippedText).Assembly.GetManifestResourceInfo(name) is not null;

    public static string Read(string name)
    {
        using var stream = typeof(ShippedText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the build left out {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
