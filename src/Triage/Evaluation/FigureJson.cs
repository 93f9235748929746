using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Evaluation;

/// <summary>A figure in JSON: <c>{"value", "low", "high"}</c>, null where the data do not define a number.</summary>
public sealed class FigureJson : JsonConverter<Figure>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, "value", value.Value);
        Write(writer, "low", value.Low);
        Write(writer, "high", value.High);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return new Figure(Number(json.RootElement, "value"), Number(json.RootElement, "low"), Number(json.RootElement, "high"));
    }

    internal static void Write(Utf8JsonWriter writer, string key, double number)
    {
        if (double.IsFinite(number))
            writer.WriteNumber(key, number);
        else
            writer.WriteNull(key);
    }

    private static double Number(JsonElement figure, string key)
    {
        if (figure.ValueKind == JsonValueKind.Object && figure.TryGetProperty(key, out var number) && number.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            return number.ValueKind == JsonValueKind.Null ? double.NaN : number.GetDouble();
        throw new JsonException($"a figure needs the number '{key}'");
    }
}
