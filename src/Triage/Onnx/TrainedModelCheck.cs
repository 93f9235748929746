using System.Text;

namespace Triage.Onnx;

/// <summary>Whether the parts of a <see cref="TrainedModel"/> fit together; a model that does not pass is a mistake of the program that made it.</summary>
internal static class TrainedModelCheck
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">What does not fit.</exception>
    public static void Throw(TrainedModel model)
    {
        Demand(model.Terms.Count >= 2 && model.Terms[0].Length == 0, "Terms[0] is the empty term of the padding, and at least one term follows it");
        Demand(model.Width > 0 && model.Members > 0 && model.Width % model.Members == 0, $"Width ({model.Width}) is a multiple of Members ({model.Members}), both above 0");
        Length(model.Idf, model.Terms.Count, nameof(model.Idf));
        Length(model.Embedding, (long)model.Terms.Count * model.Width, nameof(model.Embedding));
        Length(model.HiddenBias, model.Width, nameof(model.HiddenBias));
        Demand(model.Idf[0] == 0 && model.Embedding.AsSpan(0, model.Width).IndexOfAnyExcept(0f) < 0, "Idf[0] and row 0 of Embedding (the padding) are 0");
        Demand(model.Relevance.Classes == 1, "Relevance has one class");
        CheckHead(model, model.Relevance, nameof(model.Relevance));
        CheckHead(model, model.Platform, nameof(model.Platform));
        CheckHead(model, model.Code, nameof(model.Code));
        CheckTerms(model.Terms);
        foreach (var key in ModelMetadata.Required.Except(ModelMetadata.Derived))
            Demand(model.Metadata.ContainsKey(key), $"Metadata holds '{key}'");
    }

    private static void CheckHead(TrainedModel model, Head head, string name)
    {
        Demand(head.Classes > 0, $"{name}.Classes is above 0");
        Length(head.Weights, (long)model.Width * head.Classes, name + ".Weights");
        Length(head.Bias, (long)model.Members * head.Classes, name + ".Bias");
        Demand(float.IsFinite(head.Temperature) && head.Temperature > 0, $"{name}.Temperature ({head.Temperature}) is above 0");
    }

    private static void CheckTerms(IReadOnlyList<string> terms)
    {
        var seen = new HashSet<string>(terms.Count, StringComparer.Ordinal);
        for (var id = 1; id < terms.Count; id++)
        {
            var term = terms[id];
            Demand(term.Length > 0 && !term.Contains('\n'), $"Terms[{id}] is not empty and has no line break");
            Demand(seen.Add(term), $"Terms[{id}] ('{term}') stands only once");
            try
            {
                Utf8.GetByteCount(term);
            }
            catch (EncoderFallbackException)
            {
                Demand(false, $"Terms[{id}] is whole Unicode text (it holds half a surrogate pair)");
            }
        }
    }

    private static void Length(float[] values, long length, string name)
    {
        Demand(values.Length == length, $"{name} has {length} numbers (it has {values.Length})");
        var at = Array.FindIndex(values, v => !float.IsFinite(v));
        Demand(at < 0, $"{name} holds finite numbers only ({(at < 0 ? 0 : values[at])} at {at})");
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"A trained model must satisfy: {what}.", "model");
    }
}
