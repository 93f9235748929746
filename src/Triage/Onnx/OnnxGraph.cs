using System.Runtime.InteropServices;
using Google.Protobuf;
using Triage.Onnx.Proto;

namespace Triage.Onnx;

/// <summary>Builds an ONNX graph node by node. Nodes are named by their output, and each method returns that name.</summary>
internal sealed class OnnxGraph(string name)
{
    public GraphProto Proto { get; } = new() { Name = name };

    public void Input(string name, TensorProto.Types.DataType type, params string[] dimensions) =>
        Proto.Input.Add(Value(name, type, dimensions));

    public void Output(string name, TensorProto.Types.DataType type, params string[] dimensions) =>
        Proto.Output.Add(Value(name, type, dimensions));

    public string Node(string operation, string output, params string[] inputs)
    {
        Proto.Node.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output } });
        return output;
    }

    public string Node(string operation, string output, IEnumerable<AttributeProto> attributes, params string[] inputs)
    {
        Node(operation, output, inputs);
        Proto.Node[^1].Attribute.Add(attributes);
        return output;
    }

    public string Floats(string name, ReadOnlyMemory<float> values, params long[] dimensions) =>
        Tensor(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values.Span), dimensions);

    public string Halves(string name, ReadOnlySpan<Half> values, params long[] dimensions) =>
        Tensor(name, TensorProto.Types.DataType.Float16, MemoryMarshal.AsBytes(values), dimensions);

    public string Integers(string name, params long[] values) =>
        Tensor(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    public static AttributeProto Integer(string name, long value) =>
        new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto IntegerList(string name, params long[] values) =>
        new() { Name = name, Ints = { values }, Type = AttributeProto.Types.AttributeType.Ints };

    // ONNX stores raw data little-endian, as does every platform that ONNX Runtime and .NET share.
    private string Tensor(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> data, long[] dimensions)
    {
        Proto.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)type,
            Dims = { dimensions },
            RawData = ByteString.CopyFrom(data),
        });
        return name;
    }

    private static ValueInfoProto Value(string name, TensorProto.Types.DataType type, string[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (var dimension in dimensions)
        {
            shape.Dim.Add(long.TryParse(dimension, System.Globalization.CultureInfo.InvariantCulture, out var size)
                ? new TensorShapeProto.Types.Dimension { DimValue = size }
                : new TensorShapeProto.Types.Dimension { DimParam = dimension });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
