using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Evaluation.Agreement;

/// <summary>A report of agreement as JSON; names in camel case, figures as <c>{value, low, high}</c>, what is not defined as null.</summary>
public static class AgreementJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(AgreementReport report) => JsonSerializer.Serialize(report, Options) + "\n";
}
