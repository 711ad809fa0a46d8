using System.Text.Json;
using Headroom.Exchange.Agreements;

namespace Headroom.Server.Agreements;

/// <summary>A run that was let start under an agreement.</summary>
/// <param name="Agreement">Id of the agreement.</param>
/// <param name="Job">The job, as reports name it.</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="Nonce">Nonce of the payer's order.</param>
/// <param name="GpuSeconds">What it takes at most.</param>
/// <param name="At">When, in UTC.</param>
internal sealed record AgreedStart(
    string Agreement, string Job, int Attempt, string Nonce, long GpuSeconds, DateTimeOffset At);

/// <summary>
/// The runs that were let start, in a file that grows: each is on the disk before an engine hears of it, so that a
/// crash may cost a use and never gives one. Whoever uses it lets one thread in at a time.
/// </summary>
internal sealed class StartBook
{
    private readonly string _path;
    private readonly Dictionary<string, List<AgreedStart>> _byAgreement = new(StringComparer.Ordinal);
    private readonly HashSet<(string Job, int Attempt)> _runs = [];

    // An order starts one job: the one that it was used for first.
    private readonly Dictionary<(string Agreement, string Nonce), string> _orders = [];

    /// <summary>Reads the file where there is one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">A row of it is none.</exception>
    public StartBook(string path)
    {
        _path = path;
        foreach (var start in Read(path)) Note(start);
    }

    /// <summary>Whether an order was used for another job.</summary>
    public bool IsUsed(string agreement, string nonce, string job) =>
        _orders.TryGetValue((agreement, nonce), out var first) && first != job;

    /// <summary>Whether this run was let start before.</summary>
    public bool Has(string job, int attempt) => _runs.Contains((job, attempt));

    /// <summary>
    /// What jobs but this one hold of an agreement, and what earlier attempts of this one took: a job that was reported
    /// holds what the report says, another one all that it may take.
    /// </summary>
    public JobsHeld HeldBesides(Agreement agreement, string job)
    {
        var reported = agreement.Reports.Select(report => report.Job).ToHashSet(StringComparer.Ordinal);
        var open = _byAgreement.GetValueOrDefault(agreement.Id, []).FindAll(start => !reported.Contains(start.Job));
        var jobs = open.Select(start => start.Job).Where(other => other != job).Distinct().Count();
        return new JobsHeld(
            jobs + reported.Count(other => other != job), agreement.GpuSeconds + open.Sum(start => start.GpuSeconds));
    }

    /// <summary>Adds a run.</summary>
    public void Add(AgreedStart start)
    {
        using (var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(start), (byte)'\n']);
            file.Flush(flushToDisk: true);
        }

        Note(start);
    }

    private void Note(AgreedStart start)
    {
        if (!_byAgreement.TryGetValue(start.Agreement, out var starts)) _byAgreement[start.Agreement] = starts = [];

        starts.Add(start);
        _runs.Add((start.Job, start.Attempt));
        _orders.TryAdd((start.Agreement, start.Nonce), start.Job);
    }

    // A row without its line feed is one whose writer was stopped: no engine heard of it.
    private static List<AgreedStart> Read(string path)
    {
        if (!File.Exists(path)) return [];

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(whole);
        var starts = new List<AgreedStart>();
        foreach (var line in bytes.AsSpan(0, whole).Split((byte)'\n'))
        {
            var row = bytes.AsSpan(0, whole)[line];
            if (row.Length > 0) starts.Add(JsonSerializer.Deserialize<AgreedStart>(row)!);
        }

        return starts;
    }
}
