using Google.Protobuf;
using Triage.Onnx;
using Triage.Onnx.Proto;

namespace Triage.Tests.Onnx;

/// <summary>Every file that is not a whole model of this version is refused with a sentence that says what is wrong and what to do.</summary>
public class BadModelFileTests
{
    private static readonly byte[] Good = RandomModel.Bytes(RandomModel.Create(1, width: 24, members: 3, temperature: 1.5f));

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "triage-no-such-folder", "model.onnx");
        var error = Assert.Throws<InputException>(() => TriageModel.Open(path, RandomModel.TokenizerVersion));
        Assert.StartsWith(path + ": there is no such model file", error.Message);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_named()
    {
        var error = Assert.Throws<InputException>(() => OnnxModelReader.Read(Path.GetTempPath()));
        Assert.Contains("cannot be read", error.Message);
        Assert.Equal(Path.GetTempPath(), error.File);
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertRefused([], "is empty");

    [Fact]
    public void A_text_file_is_refused() => AssertRefused("id,title,body,tags\n1,How,why,tf\n"u8.ToArray(), "not an ONNX file");

    [Fact]
    public void Random_bytes_are_refused()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var bytes = new byte[seed * 7 + 1];
            new Random(seed).NextBytes(bytes);
            AssertRefused(bytes, "not an ONNX file");
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < Good.Length; length += Math.Max(1, Math.Min(997, Good.Length - length - 1)))
            AssertRefused(Good[..length], "");
    }

    [Fact]
    public void A_changed_byte_anywhere_is_refused()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var bytes = Good.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (!SameModel(bytes))
                AssertRefused(bytes, "");
        }
    }

    [Fact]
    public void A_changed_weight_breaks_the_checksum() => AssertRefused(Change(p =>
    {
        var weights = p.Graph.Initializer.Single(t => t.Name == "code.weights");
        var data = weights.RawData.ToByteArray();
        data[100] ^= 1;
        weights.RawData = ByteString.CopyFrom(data);
    }, seal: false), "triage.sha256", "checksum does not match");

    [Fact]
    public void A_changed_term_breaks_the_checksum() => AssertRefused(
        Change(p => Entry(p, "triage.vocabulary").Value = Entry(p, "triage.vocabulary").Value.Replace("term-7", "term-8"), seal: false),
        "checksum does not match");

    [Fact]
    public void An_onnx_file_of_another_product_is_refused() => AssertRefused(Change(p => p.MetadataProps.Clear()), "not a Triage model");

    [Fact]
    public void A_file_of_another_format_is_refused() => AssertRefused(
        Change(p => Entry(p, "triage.format").Value = "2"), "model format 2", "reads format 1", "0.0.1");

    [Fact]
    public void A_model_of_another_tokeniser_is_refused()
    {
        var error = Assert.Throws<InputException>(() => TriageModel.Open(Good, "model.onnx", 8));
        Assert.Contains("tokeniser version 7", error.Message);
        Assert.Contains("has 8", error.Message);
        Assert.Contains("train the model again", error.Message);
        Assert.Equal("triage.tokenizer_version", error.Field);
    }

    [Theory]
    [InlineData("triage.product_version")]
    [InlineData("triage.tokenizer_version")]
    [InlineData("triage.vocabulary")]
    [InlineData("triage.codebook")]
    [InlineData("triage.thresholds")]
    [InlineData("triage.data")]
    [InlineData("triage.figures")]
    [InlineData("triage.sha256")]
    public void A_file_with_a_part_missing_is_refused(string key) =>
        AssertRefused(Change(p => p.MetadataProps.Remove(Entry(p, key)), seal: false), $"field '{key}'", "is missing");

    [Fact]
    public void A_key_that_stands_twice_is_refused() =>
        AssertRefused(Change(p => p.MetadataProps.Add(Entry(p, "triage.codebook"))), "triage.codebook", "twice");

    [Fact]
    public void A_vocabulary_of_another_length_is_refused() => AssertRefused(
        Change(p => Entry(p, "triage.vocabulary").Value += "\none more"), "500 terms", "499");

    [Fact]
    public void Other_inputs_are_refused() => AssertRefused(
        Change(p => p.Graph.Input[0].Name = "tokens"), "inputs are tokens (Int64, 2 dimensions)", "ids (Int64, 2 dimensions)");

    [Fact]
    public void Other_outputs_are_refused() => AssertRefused(
        Change(p => p.Graph.Output.RemoveAt(2)), "outputs are relevance (Float, 1 dimensions), platform (Float, 2 dimensions), not");

    [Fact]
    public void Missing_weights_are_refused() => AssertRefused(
        Change(p => p.Graph.Initializer.Remove(p.Graph.Initializer.Single(t => t.Name == "embedding"))), "no weights 'embedding'");

    [Fact]
    public void Incomplete_weights_are_refused() => AssertRefused(
        Change(p => p.Graph.Initializer.Single(t => t.Name == "idf").RawData = ByteString.CopyFrom(new byte[40])), "'idf' are not complete");

    [Fact]
    public void A_graph_that_onnx_runtime_cannot_run_is_refused() => AssertRefused(
        Change(p => p.Graph.Node.Single(n => n.Name == "code").OpType = "NoSuchOperator"), "ONNX Runtime refuses the model", "NoSuchOperator");

    private static byte[] Change(Action<ModelProto> change, bool seal = true)
    {
        var proto = ModelProto.Parser.ParseFrom(Good);
        change(proto);
        if (seal && proto.MetadataProps.Any(e => e.Key == "triage.sha256"))
            Entry(proto, "triage.sha256").Value = ModelChecksum.Compute(proto);
        return proto.ToByteArray();
    }

    private static StringStringEntryProto Entry(ModelProto proto, string key) => proto.MetadataProps.Single(e => e.Key == key);

    // The name of the producing program and the like change nothing.
    private static bool SameModel(byte[] bytes)
    {
        try
        {
            var proto = ModelProto.Parser.ParseFrom(bytes);
            return proto.Graph is not null && ModelChecksum.Compute(proto) == Entry(proto, "triage.sha256").Value
                && proto.MetadataProps.Count == ModelProto.Parser.ParseFrom(Good).MetadataProps.Count;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void AssertRefused(byte[] bytes, params string[] said)
    {
        var error = Assert.Throws<InputException>(() => RandomModel.Open(bytes).Dispose());
        Assert.StartsWith("model.onnx: ", error.Message);
        Assert.All(said, s => Assert.Contains(s, error.Message));
        Assert.True(error.Message.Contains("again") || error.Message.Contains("name a file"), error.Message);
    }
}
