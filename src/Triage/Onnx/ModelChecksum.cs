using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Triage.Onnx.Proto;

namespace Triage.Onnx;

/// <summary>
/// SHA-256 over everything a model file means: weights, nodes, inputs, outputs and metadata (without the checksum itself).
/// ONNX has none of its own, so a flipped bit in a weight or in the vocabulary would go unnoticed and change scores.
/// </summary>
internal static class ModelChecksum
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Compute(ModelProto model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, model.IrVersion);
        foreach (var opset in model.OpsetImport)
            Append(hash, opset.ToByteArray());
        foreach (var value in model.Graph.Input.Concat(model.Graph.Output))
            Append(hash, value.ToByteArray());
        foreach (var node in model.Graph.Node)
            Append(hash, node.ToByteArray());
        foreach (var tensor in model.Graph.Initializer)
        {
            Append(hash, Encoding.UTF8.GetBytes(tensor.Name));
            Append(hash, tensor.DataType);
            foreach (var size in tensor.Dims)
                Append(hash, size);
            Append(hash, tensor.RawData.Span);
        }

        foreach (var entry in model.MetadataProps.Where(e => e.Key != ModelMetadata.Sha256).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(entry.Key));
            Append(hash, Encoding.UTF8.GetBytes(entry.Value));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // With its length first, so that no two different sequences of pieces give the same stream of bytes.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> piece)
    {
        Append(hash, piece.Length);
        hash.AppendData(piece);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
