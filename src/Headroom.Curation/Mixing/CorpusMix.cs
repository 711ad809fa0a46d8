using System.Globalization;
using Headroom.Curation.Running;

namespace Headroom.Curation.Mixing;

/// <summary>
/// Mixes sources by weights into shards, each in an order by chance that only seed and inputs decide. Reads the inputs
/// twice; keeps 24 bytes of each document of the mixture in memory, and its records on disk until they are in order.
/// </summary>
public static class CorpusMix
{
    /// <summary>Makes a mixture.</summary>
    /// <param name="options">Of what, and where it goes.</param>
    /// <param name="progress">Told the bytes of records read so far, from time to time.</param>
    /// <param name="interrupted">Ends the work; nothing of it stays.</param>
    /// <exception cref="CurationException">An input, the output folder or the disk is at fault.</exception>
    public static MixReport Run(MixOptions options, Action<long> progress, CancellationToken interrupted)
    {
        var files = options.Sources.Select(source => InputFile.All(source.Inputs)).ToArray();
        Prepare(options.OutputFolder);
        var keys = options.Sources.Select((_, source) => new SampleKeys(options.Seed, source)).ToArray();
        var read = 0L;
        var damaged = ReadAll(files, options.TextKey, bytes => progress(read += bytes),
            (source, number, _, bytes) => keys[source].Note(number, bytes), interrupted);
        Settle(options, keys);

        var shards = Enumerable.Range(0, options.Shards).Select(shard => Create(options, shard)).ToArray();
        try
        {
            var documents = new long[files.Length];
            var bytesOf = new long[files.Length];
            ReadAll(files, options.TextKey, bytes => progress(read += bytes), Add, interrupted);
            Parallel.ForEach(shards,
                new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = interrupted },
                shard => shard.Write(options.Compresses, interrupted));
            return new MixReport([.. options.Sources.Select((source, index) => new MixedSource(
                source.Name, keys[index].Bytes, documents[index], bytesOf[index],
                (double)bytesOf[index] / Math.Max(1, keys[index].Bytes)))], damaged);

            void Add(int source, long number, ReadOnlySpan<byte> record, int bytes)
            {
                for (var copy = 0; copy < keys[source].CopiesMax && keys[source].Has(number, copy); copy++)
                {
                    var key = keys[source].KeyOf(number, copy);
                    shards[(int)(key % (ulong)shards.Length)].Add(key, record);
                    documents[source]++;
                    bytesOf[source] += bytes;
                }
            }
        }
        finally
        {
            foreach (var shard in shards) shard.Dispose();
        }
    }

    private static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CurationException(folder, 0, "the folder is not empty", "choose a new one");
    }

    private static ShardFile Create(MixOptions options, int shard)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"shard-{shard:00000}.jsonl");
        var path = Path.Combine(options.OutputFolder, name);
        return new ShardFile(path + ".collected", options.Compresses ? path + ".zst" : path);
    }

    // Without a size the source that its weight asks most of is taken whole.
    private static void Settle(MixOptions options, SampleKeys[] keys)
    {
        var weights = options.Sources.Sum(source => source.Weight);
        for (var source = 0; source < keys.Length; source++)
        {
            if (keys[source].Bytes == 0)
            {
                throw new CurationException(options.Sources[source].Inputs[0], 0,
                    $"the source '{options.Sources[source].Name}' has no texts", "check the path, or leave it out");
            }
        }

        var bytes = options.Bytes
            ?? options.Sources.Select((source, index) => keys[index].Bytes * weights / source.Weight).Min();
        for (var source = 0; source < keys.Length; source++)
            keys[source].Settle(bytes * options.Sources[source].Weight / weights);
    }

    private static long ReadAll(
        IReadOnlyList<InputFile>[] files, string textKey, Action<long> progress, MixAction action,
        CancellationToken interrupted)
    {
        var damaged = 0L;
        for (var source = 0; source < files.Length; source++)
        {
            var number = 0L;
            var length = 0;
            var from = source;
            var reading = new TextReading(textKey) { OnRecord = record => action(from, number++, record, length) };
            foreach (var file in files[source]) reading.Read(file, text => length = text.Length, progress, interrupted);
            damaged += reading.DamagedRecords;
        }

        return damaged;
    }

    private delegate void MixAction(int source, long number, ReadOnlySpan<byte> record, int bytes);
}
