namespace Triage.Onnx;

/// <summary>Names in the graph that writer and reader share.</summary>
internal static class OnnxNames
{
    public const string Ids = "ids";
    public const string Counts = "counts";
    public const string Idf = "idf";
    public const string Embedding = "embedding";
    public const string HiddenBias = "hidden.bias";
    public const string Relevance = "relevance";
    public const string Platform = "platform";
    public const string Code = "code";

    public static string Weights(string head) => head + ".weights";

    public static string Bias(string head) => head + ".bias";

    public static string Temperature(string head) => head + ".temperature";
}
