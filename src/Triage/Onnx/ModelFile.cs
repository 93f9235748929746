using System.Globalization;
using Google.Protobuf;
using Triage.Onnx.Proto;
using static Triage.Onnx.Proto.TensorProto.Types;

namespace Triage.Onnx;

/// <summary>A model file taken apart, after everything that can be told without running it was found to be in order.</summary>
internal sealed class ModelFile
{
    private const string Retrain = "train the model again with this version";

    private readonly Dictionary<string, TensorProto> _tensors;

    private ModelFile(string name, ModelProto proto, Dictionary<string, string> metadata)
    {
        Name = name;
        Proto = proto;
        Metadata = metadata;
        var vocabulary = metadata[ModelMetadata.Vocabulary];
        Terms = ["", .. vocabulary.Split('\n')];
        _tensors = proto.Graph.Initializer.ToDictionary(t => t.Name);
    }

    public string Name { get; }

    public ModelProto Proto { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>As in <see cref="TrainedModel.Terms"/>.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>As in <see cref="TrainedModel.Width"/>.</summary>
    public int Width => (int)Tensor(OnnxNames.Embedding).Dims[1];

    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("there is no such model file; check the path, or train a model to it", path, inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the model file cannot be read ({e.Message.TrimEnd('.')}); check that it is a file and its permissions", path, inner: e);
        }
    }

    /// <exception cref="InputException">The file is damaged, foreign, of another format or incomplete.</exception>
    public static ModelFile Parse(byte[] bytes, string name)
    {
        var proto = ParseProto(bytes, name);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in proto.MetadataProps)
        {
            if (!metadata.TryAdd(entry.Key, entry.Value))
                throw new InputException($"the metadata holds this key twice, so the file is damaged; copy it again, or {Retrain}", name, field: entry.Key);
        }

        if (!metadata.TryGetValue(ModelMetadata.Format, out var format))
            throw new InputException($"this is an ONNX file but not a Triage model: its metadata has no '{ModelMetadata.Format}'; name a file that this product's training wrote", name);
        if (format != ModelMetadata.CurrentFormat)
            throw new InputException($"the file has model format {format}, and this version reads format {ModelMetadata.CurrentFormat} only; use the version that wrote it ({metadata.GetValueOrDefault(ModelMetadata.ProductVersion, "not recorded")}), or {Retrain}", name, field: ModelMetadata.Format);
        foreach (var key in ModelMetadata.Required)
        {
            if (!metadata.ContainsKey(key))
                throw new InputException($"this part of the model is missing; copy the file again, or {Retrain}", name, field: key);
        }

        if (metadata[ModelMetadata.Sha256] != ModelChecksum.Compute(proto))
            throw new InputException($"the checksum does not match: the file was damaged or changed after it was written; copy it again, or {Retrain}", name, field: ModelMetadata.Sha256);

        var file = new ModelFile(name, proto, metadata);
        file.CheckInterface();
        file.CheckVocabulary();
        return file;
    }

    /// <exception cref="InputException">The model was trained on the output of another tokeniser, so its vocabulary would not match.</exception>
    public void CheckTokenizer(int expected)
    {
        var version = Metadata[ModelMetadata.TokenizerVersion];
        if (version != expected.ToString(CultureInfo.InvariantCulture))
            throw new InputException($"the model was trained with tokeniser version {version}, and this version has {expected}, so its words would not match; {Retrain}", Name, field: ModelMetadata.TokenizerVersion);
    }

    public bool Has(string tensor) => _tensors.ContainsKey(tensor);

    /// <summary>A tensor of the graph whose data has the size that its shape demands.</summary>
    public TensorProto Tensor(string name)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw Broken($"the graph has no weights '{name}'");
        var itemSize = (DataType)tensor.DataType switch
        {
            DataType.Float => sizeof(float),
            DataType.Float16 => sizeof(ushort),
            DataType.Int64 => sizeof(long),
            _ => throw Broken($"the weights '{name}' have an unknown type ({tensor.DataType})"),
        };
        var size = tensor.Dims.Aggregate((decimal)itemSize, (product, dimension) => product * dimension);
        return size == tensor.RawData.Length ? tensor : throw Broken($"the weights '{name}' are not complete");
    }

    public InputException Broken(string what) => new($"{what}; copy the file again, or {Retrain}", Name);

    /// <summary>How many classes an output of shape [N, classes] has.</summary>
    public int Classes(string output) => (int)Proto.Graph.Output.Single(o => o.Name == output).Type.TensorType.Shape.Dim[1].DimValue;

    private static ModelProto ParseProto(byte[] bytes, string name)
    {
        if (bytes.Length == 0)
            throw new InputException($"the model file is empty; copy it again, or {Retrain}", name);
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputException($"this is not an ONNX file, or it is cut off or damaged (after reading {bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes: {e.Message}); copy it again, or {Retrain}", name, inner: e);
        }

        if (proto.Graph is null || proto.Graph.Node.Count == 0)
            throw new InputException($"this is not an ONNX file, or only a piece of one: it holds no graph; copy it again, or {Retrain}", name);
        return proto;
    }

    private void CheckInterface()
    {
        CheckValues("inputs", Proto.Graph.Input, (OnnxNames.Ids, DataType.Int64, 2), (OnnxNames.Counts, DataType.Float, 2));
        CheckValues("outputs", Proto.Graph.Output, (OnnxNames.Relevance, DataType.Float, 1), (OnnxNames.Platform, DataType.Float, 2), (OnnxNames.Code, DataType.Float, 2));
        foreach (var output in new[] { OnnxNames.Platform, OnnxNames.Code })
        {
            if (Classes(output) < 1)
                throw Broken($"the output '{output}' does not say how many classes it has");
        }
    }

    private void CheckValues(string what, IReadOnlyCollection<ValueInfoProto> found, params (string Name, DataType Type, int Rank)[] expected)
    {
        var said = found.Select(v => (v.Name, (DataType)(v.Type?.TensorType?.ElemType ?? 0), v.Type?.TensorType?.Shape?.Dim.Count ?? 0)).ToArray();
        if (!said.Order().SequenceEqual(expected.Order()))
            throw Broken($"the graph's {what} are {Say(said)}, not {Say(expected)}");
    }

    private static string Say(IEnumerable<(string Name, DataType Type, int Rank)> values) =>
        string.Join(", ", values.Select(v => $"{v.Name} ({v.Type}, {v.Rank} dimensions)"));

    private void CheckVocabulary()
    {
        var idf = Tensor(OnnxNames.Idf);
        var embedding = Tensor(OnnxNames.Embedding);
        if (idf.Dims.Count != 1 || embedding.Dims.Count != 2 || idf.Dims[0] != Terms.Count || embedding.Dims[0] != Terms.Count)
            throw Broken($"the vocabulary has {Terms.Count - 1} terms, but the tables of weights have {string.Join(" and ", idf.Dims.Take(1).Concat(embedding.Dims.Take(1)).Select(d => d - 1))}");
    }
}
