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
    private readonly RowFile<AgreedStart> _file;
    private readonly Dictionary<string, List<AgreedStart>> _byAgreement = new(StringComparer.Ordinal);
    private readonly HashSet<(string Job, int Attempt)> _runs = [];

    // An order starts one job: the one that it was used for first.
    private readonly Dictionary<(string Agreement, string Nonce), string> _orders = [];

    /// <summary>Reads the file where there is one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">A row of it is none.</exception>
    public StartBook(string path)
    {
        _file = new RowFile<AgreedStart>(path);
        foreach (var start in _file.Read()) Note(start);
    }

    /// <summary>Whether an order was used for another job.</summary>
    public bool IsUsed(string agreement, string nonce, string job) =>
        _orders.TryGetValue((agreement, nonce), out var first) && first != job;

    /// <summary>Whether this run was let start before.</summary>
    public bool Has(string job, int attempt) => _runs.Contains((job, attempt));

    /// <summary>The runs that were let start under an agreement, in order.</summary>
    public IReadOnlyList<AgreedStart> Under(string agreement) => [.. _byAgreement.GetValueOrDefault(agreement, [])];

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
        _file.Add(start);
        Note(start);
    }

    private void Note(AgreedStart start)
    {
        if (!_byAgreement.TryGetValue(start.Agreement, out var starts)) _byAgreement[start.Agreement] = starts = [];

        starts.Add(start);
        _runs.Add((start.Job, start.Attempt));
        _orders.TryAdd((start.Agreement, start.Nonce), start.Job);
    }
}
