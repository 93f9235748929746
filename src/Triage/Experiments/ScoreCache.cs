using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Triage.Features;
using Triage.Output;
using Triage.Predictions;
using Triage.Training;

namespace Triage.Experiments;

/// <summary>
/// Scores of finished folds, a file each, so that a stopped run goes on where it was. A file's name is a hash of everything that decides its content:
/// posts, codes and features, the splits, the experiment's settings, and the build of this library.
/// </summary>
internal sealed class ScoreCache
{
    private const int Format = 1;

    private readonly string _folder;
    private readonly byte[] _data;

    /// <param name="folder">Made when missing.</param>
    /// <param name="corpus">The data.</param>
    /// <exception cref="InputException">The folder cannot be made.</exception>
    public ScoreCache(string folder, Corpus corpus)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the folder cannot be made ({e.Message}); name another", folder, inner: e);
        }

        _data = HashData(corpus);
    }

    public string PathOf(Experiment experiment, CrossValidationPlan plan, CorpusFold fold)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_data);
        var text = new StringBuilder().Append(Format).Append('\n').Append(typeof(ScoreCache).Module.ModuleVersionId).Append('\n')
            .Append(plan with { Threads = 1 }).Append('\n').Append(fold.Index).Append('\n');
        foreach (var (name, value) in experiment.Settings())
            text.Append(name).Append('=').Append(value).Append('\n');
        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Path.Combine(_folder, Convert.ToHexStringLower(hash.GetHashAndReset()) + ".scores");
    }

    /// <summary>The scores in a file, and how long their training took; null when there is none, or it is not whole.</summary>
    public static (IReadOnlyList<OutOfFold> Scores, TimeSpan Took)? Read(string path, CorpusFold fold)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            var took = TimeSpan.FromSeconds(reader.ReadDouble());
            if (reader.ReadInt32() != fold.Test.Count)
                return null;
            return ([.. fold.Test.Select(post => Read(reader, post, fold.Repeat))], took);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Write(string path, IReadOnlyList<OutOfFold> scores, TimeSpan took) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(took.TotalSeconds);
        writer.Write(scores.Count);
        foreach (var score in scores)
        {
            Write(writer, score.Full);
            var one = ReferenceEquals(score.Full, score.Question);
            writer.Write(one);
            if (!one)
                Write(writer, score.Question);
        }
    });

    private static OutOfFold Read(BinaryReader reader, CorpusPost post, int repeat)
    {
        var full = Read(reader, post.Id);
        return new OutOfFold(post, repeat, full, reader.ReadBoolean() ? full : Read(reader, post.Id));
    }

    private static Prediction Read(BinaryReader reader, string id) => new(id, reader.ReadSingle(), Floats(reader), Floats(reader));

    private static float[] Floats(BinaryReader reader)
    {
        var bytes = reader.ReadBytes(checked(reader.ReadUInt16() * sizeof(float)));
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private static void Write(BinaryWriter writer, Prediction prediction)
    {
        writer.Write(prediction.Relevance);
        Write(writer, prediction.Platform);
        Write(writer, prediction.Code);
    }

    private static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(checked((ushort)values.Length));
        writer.Write(MemoryMarshal.AsBytes<float>(values));
    }

    /// <summary>Texts and codes are in the fingerprint; what the features make of the texts is hashed too, for it changes more often than any version number.</summary>
    private static byte[] HashData(Corpus corpus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(corpus.Fingerprint));
        foreach (var post in corpus.Posts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{post.Id}\t{post.Source}\t{post.IsWritten}\n"));
            Add(post.Row.Full);
            Add(post.Row.Question);
        }

        return hash.GetHashAndReset();

        void Add(FeatureVector vector)
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>(vector.Ids));
            hash.AppendData(MemoryMarshal.AsBytes<float>(vector.Counts));
        }
    }
}
