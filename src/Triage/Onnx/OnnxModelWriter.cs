using Google.Protobuf;
using Triage.Onnx.Proto;
using static Triage.Onnx.Proto.TensorProto.Types;

namespace Triage.Onnx;

/// <summary>
/// Writes a <see cref="TrainedModel"/> as one ONNX file (IR version 8, opset 17, standard operators only) that any ONNX Runtime
/// loads: inputs <c>ids [N,K] int64</c> and <c>counts [N,K] float</c> (padding: id 0 with count 0), outputs
/// <c>relevance [N]</c>, <c>platform [N,P]</c> and <c>code [N,C]</c>, all probabilities. The same model gives the same bytes.
/// </summary>
public static class OnnxModelWriter
{
    /// <param name="model">What to write; its <see cref="TrainedModel.Metadata"/> holds all keys of <see cref="ModelMetadata.Required"/> that are not derived.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="half">
    /// Stores the embedding as float16, which halves the file and the memory it takes, at the same speed; the rounding
    /// (relative error up to 2^-11) is part of the model from then on.
    /// </param>
    /// <exception cref="ArgumentException">The model's parts do not fit together.</exception>
    public static void Write(TrainedModel model, Stream stream, bool half = false)
    {
        TrainedModelCheck.Throw(model);
        var proto = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "triage",
            ProducerVersion = model.Metadata[ModelMetadata.ProductVersion],
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Graph = Graph(model, half),
        };
        var metadata = new SortedDictionary<string, string>(model.Metadata.ToDictionary(), StringComparer.Ordinal)
        {
            [ModelMetadata.Format] = ModelMetadata.CurrentFormat,
            [ModelMetadata.Vocabulary] = string.Join('\n', model.Terms.Skip(1)),
        };
        metadata.Remove(ModelMetadata.Sha256);
        proto.MetadataProps.Add(metadata.Select(e => new StringStringEntryProto { Key = e.Key, Value = e.Value }));
        proto.MetadataProps.Add(new StringStringEntryProto { Key = ModelMetadata.Sha256, Value = ModelChecksum.Compute(proto) });
        proto.WriteTo(stream);
    }

    private static GraphProto Graph(TrainedModel model, bool half)
    {
        var graph = new OnnxGraph("triage");
        graph.Input(OnnxNames.Ids, DataType.Int64, "N", "K");
        graph.Input(OnnxNames.Counts, DataType.Float, "N", "K");
        var hidden = Hidden(graph, model, half);
        RelevanceHead(graph, model.Relevance, hidden, model);
        SoftmaxHead(graph, OnnxNames.Platform, model.Platform, hidden, model);
        SoftmaxHead(graph, OnnxNames.Code, model.Code, hidden, model);
        return graph.Proto;
    }

    /// <summary>[N, W], or [M, 1, N, W / M] when the model has M > 1 members.</summary>
    private static string Hidden(OnnxGraph graph, TrainedModel model, bool half)
    {
        long terms = model.Terms.Count, width = model.Width;
        var idf = graph.Floats(OnnxNames.Idf, model.Idf, terms);
        // Halves are widened after the Gather: as fast as widening the table when the file is loaded, and the table stays small in memory.
        var rows = half
            ? graph.Node("Cast", "rows", [OnnxGraph.Integer("to", (long)DataType.Float)], graph.Node("Gather", "rows.half", graph.Halves(OnnxNames.Embedding, ToHalf(model.Embedding), terms, width), OnnxNames.Ids))
            : graph.Node("Gather", "rows", graph.Floats(OnnxNames.Embedding, model.Embedding, terms, width), OnnxNames.Ids);

        var logCounts = graph.Node("Log", "counts.log", graph.Node("Add", "counts.plus_one", OnnxNames.Counts, graph.Floats("one", new float[] { 1f })));
        var tfIdf = graph.Node("Mul", "tf_idf", logCounts, graph.Node("Gather", "idf.of_ids", idf, OnnxNames.Ids));
        var norm = graph.Node("ReduceL2", "tf_idf.norm", [OnnxGraph.IntegerList("axes", 1), OnnxGraph.Integer("keepdims", 1)], tfIdf);
        // The clamp keeps an empty post (all padding) from dividing zero by zero.
        var weights = graph.Node("Div", "weights", tfIdf, graph.Node("Max", "tf_idf.norm.clamped", norm, graph.Floats("norm.least", new float[] { PlainScorer.LeastNorm })));

        // [N,1,K] x [N,K,W]
        var sum = graph.Node("MatMul", "sum", graph.Node("Unsqueeze", "weights.rows", weights, graph.Integers("axis.1", 1)), rows);
        var hidden = graph.Node("Add", "hidden.sum", graph.Node("Squeeze", "sum.rows", sum, "axis.1"), graph.Floats(OnnxNames.HiddenBias, model.HiddenBias, width));
        if (model.Relu)
            hidden = graph.Node("Relu", "hidden", hidden);
        if (model.Members == 1)
            return hidden;

        // The dimension of 1 between members and posts does nothing but keep ONNX Runtime (1.29) from fusing this transpose
        // with the products that follow: the fused operator ends the process on a batch of no posts.
        var slices = graph.Node("Reshape", "hidden.slices", hidden, graph.Integers("slices", 0, 1, model.Members, width / model.Members));
        return graph.Node("Transpose", "hidden.members", [OnnxGraph.IntegerList("perm", 2, 1, 0, 3)], slices);
    }

    /// <summary>Logits: [N, classes], or [M, 1, N, classes].</summary>
    private static string Logits(OnnxGraph graph, string name, Head head, string hidden, TrainedModel model)
    {
        long members = model.Members, classes = head.Classes;
        if (members == 1)
        {
            return graph.Node("Gemm", name + ".logits", hidden,
                graph.Floats(OnnxNames.Weights(name), head.Weights, model.Width, classes),
                graph.Floats(OnnxNames.Bias(name), head.Bias, classes));
        }

        var products = graph.Node("MatMul", name + ".products", hidden,
            graph.Floats(OnnxNames.Weights(name), head.Weights, members, 1, model.Width / members, classes));
        return graph.Node("Add", name + ".logits", products, graph.Floats(OnnxNames.Bias(name), head.Bias, members, 1, 1, classes));
    }

    private static void SoftmaxHead(OnnxGraph graph, string name, Head head, string hidden, TrainedModel model)
    {
        var logits = Logits(graph, name, head, hidden, model);
        var calibrated = head.Temperature != 1f;
        if (model.Members > 1 && !calibrated)
        {
            MeanOverMembers(graph, name, graph.Node("Softmax", name + ".of_members", [LastAxis], logits));
        }
        else
        {
            // log of the mean probability, up to a constant that the softmax takes out again
            if (model.Members > 1)
                logits = LogSumOverMembers(graph, name + ".log", graph.Node("LogSoftmax", name + ".log_of_members", [LastAxis], logits));
            if (calibrated)
                logits = Calibrated(graph, name, head, logits);
            graph.Node("Softmax", name, [LastAxis], logits);
        }

        graph.Output(name, DataType.Float, "N", head.Classes.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void RelevanceHead(OnnxGraph graph, Head head, string hidden, TrainedModel model)
    {
        const string name = OnnxNames.Relevance;
        var logits = Logits(graph, name, head, hidden, model);
        var calibrated = head.Temperature != 1f;
        string column;
        if (model.Members > 1 && !calibrated)
        {
            column = MeanOverMembers(graph, name + ".column", graph.Node("Sigmoid", name + ".of_members", logits));
        }
        else
        {
            if (model.Members > 1)
            {
                // logit of the mean: log Σ p - log Σ (1 - p), each in the log domain because p itself may round to 1
                var yes = graph.Node("Neg", name + ".log_yes", graph.Node("Softplus", name + ".minus_log_yes", graph.Node("Neg", name + ".minus_logits", logits)));
                var no = graph.Node("Neg", name + ".log_no", graph.Node("Softplus", name + ".minus_log_no", logits));
                logits = graph.Node("Sub", name + ".logit", LogSumOverMembers(graph, name + ".yes", yes), LogSumOverMembers(graph, name + ".no", no));
            }

            if (calibrated)
                logits = Calibrated(graph, name, head, logits);
            column = graph.Node("Sigmoid", name + ".column", logits);
        }

        graph.Node("Squeeze", name, column, "axis.1");
        graph.Output(name, DataType.Float, "N");
    }

    private static AttributeProto LastAxis => OnnxGraph.Integer("axis", -1);

    private static string MeanOverMembers(OnnxGraph graph, string output, string input) =>
        graph.Node("ReduceMean", output, [OnnxGraph.IntegerList("axes", 0, 1), OnnxGraph.Integer("keepdims", 0)], input);

    private static string LogSumOverMembers(OnnxGraph graph, string output, string input) =>
        graph.Node("ReduceLogSumExp", output, [OnnxGraph.IntegerList("axes", 0, 1), OnnxGraph.Integer("keepdims", 0)], input);

    private static string Calibrated(OnnxGraph graph, string name, Head head, string logits) =>
        graph.Node("Div", name + ".calibrated", logits, graph.Floats(OnnxNames.Temperature(name), new[] { head.Temperature }));

    private static Half[] ToHalf(float[] values)
    {
        var halves = new Half[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            halves[i] = (Half)values[i];
            if (!Half.IsFinite(halves[i]))
                throw new ArgumentException($"Embedding[{i}] ({values[i]}) is too large for float16 (65504): write the model without half precision.", nameof(values));
        }

        return halves;
    }
}
