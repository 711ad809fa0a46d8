using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>Which job of Slurm a run is.</summary>
/// <param name="JobId">Its number, good only together with the run's name.</param>
/// <param name="At">When it was recorded, to the second.</param>
internal sealed record RunRecord(long JobId, DateTimeOffset At);

/// <summary>
/// The records of all runs in one file, a line each, so that a crowd of starts costs one flush. What has no record was
/// never released by us.
/// </summary>
internal sealed class SubmittedLog
{
    private const int Gone = 0;

    private readonly ConcurrentDictionary<RunId, RunRecord> _records = new();
    private readonly Lock _lock = new();
    private readonly string _path;

    /// <summary>Reads the file, and writes it anew without what <paramref name="isKept"/> no longer wants.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public SubmittedLog(string path, Func<RunId, bool> isKept)
    {
        _path = path;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : []) Read(line);
        foreach (var id in _records.Keys.Where(id => !isKept(id)).ToList()) _records.TryRemove(id, out _);

        WholeFile.Write(path, Encoding.ASCII.GetBytes(TextOf(_records.Select(pair => (pair.Key, pair.Value)))));
    }

    /// <summary>A run's record; null when it has none.</summary>
    public RunRecord? Of(RunId id) => _records.GetValueOrDefault(id);

    /// <summary>Writes records down, for good.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Add(IReadOnlyCollection<(RunId Run, RunRecord Record)> records)
    {
        Append(TextOf(records), flushes: true);
        foreach (var (run, record) in records) _records[run] = record;
    }

    /// <summary>Takes a run's record away.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Remove(RunId id)
    {
        if (_records.TryRemove(id, out _)) Append($"{id} {Gone} {Gone} .\n", flushes: false);
    }

    private void Append(string lines, bool flushes)
    {
        lock (_lock)
        {
            using var file = File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(lines), RandomAccess.GetLength(file));
            if (flushes) RandomAccess.FlushToDisk(file);
        }
    }

    // A line that a power failure cut off was never acted upon.
    private void Read(string line)
    {
        if (line.Split(' ') is not [var name, var number, var seconds, "."] || !RunId.TryParse(name, out var id)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var job)
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return;
        }

        if (job == Gone) _records.TryRemove(id, out _);
        else _records[id] = new RunRecord(job, DateTimeOffset.FromUnixTimeSeconds(at));
    }

    private static string TextOf(IEnumerable<(RunId Run, RunRecord Record)> records)
    {
        var text = new StringBuilder();
        foreach (var (run, record) in records)
            text.Append(CultureInfo.InvariantCulture, $"{run} {record.JobId} {record.At.ToUnixTimeSeconds()} .\n");
        return text.ToString();
    }
}
