using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using JobRequest = Headroom.Client.Jobs.JobRequest;

namespace Headroom.Server.Agreements;

/// <summary>Where a run under an agreement is about to start.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="Region">Region of its nodes; empty where the fleet does not say.</param>
/// <param name="Chip">Their chip model.</param>
internal sealed record AgreedPlace(long Job, int Attempt, string Region, string Chip);

/// <summary>
/// Holds jobs against agreements of an exchange: once when they are submitted, and again before an engine hears of each
/// run, since hours are used up and agreements end in between.
/// </summary>
/// <param name="folder">Folder of the exchange; the pool keeps its own book of starts in it.</param>
/// <param name="journal">The journal in it; what looks at both has it to itself meanwhile.</param>
/// <param name="time">The clock.</param>
internal sealed class AgreementGate(string folder, ExchangeJournal journal, TimeProvider time)
{
    private readonly StartBook _starts = new(Path.Combine(folder, "starts.jsonl"));

    /// <summary>Program that opens sealed data for a job and runs its command; empty where there is none.</summary>
    public IReadOnlyList<string> SealedRun { get; init; } = [];

    /// <summary>
    /// What an engine is told to run: the job's own command, or, where data is sealed, the program that asks for its
    /// key.
    /// </summary>
    public IReadOnlyList<string> CommandOf(JobRequest request, long job)
    {
        if (journal.Read(read => read.State.AgreementOf(request.Agreement))
            is not { Terms.Jobs.Protection: Protection.Sealed } agreement)
        {
            return request.Command;
        }

        return
        [
            .. SealedRun, "--exchange", folder, "--agreement", agreement.Id, "--job", NameOf(job), "--purpose",
            request.Purpose, "--gpu-seconds", FormattableString.Invariant($"{GpuSecondsOf(request)}"), "--",
            .. request.Command,
        ];
    }

    /// <summary>The job, narrowed to the region and chip of its agreement; or the clause that refuses it.</summary>
    public (JobRequest Request, string? Refusal) Narrowed(JobRequest request) => journal.Read(read =>
    {
        var state = read.State;
        if (state.AgreementOf(request.Agreement) is not { } agreement) return (request, Missing(request.Agreement));

        var chip = Compute(state, agreement).Chip;
        var narrowed = request with
        {
            Regions = request.Regions.Count == 0 ? [agreement.Terms.Jobs.Region] : request.Regions,
            Models = request.Models.Count == 0 ? [chip] : request.Models,
        };
        var clause = narrowed.Regions.Any(region => region != agreement.Terms.Jobs.Region) ? Clause.Region
            : narrowed.Models.Any(model => model != chip) ? Clause.Chip
            : Refuses(state, agreement, narrowed, job: "");
        return (narrowed, clause is { } refusing ? Sentence(refusing, agreement) : null);
    });

    /// <summary>
    /// Lets a run start, and notes it on the disk; else the sentence that names the clause. A run that was let start
    /// before is let start again: its engine knows it.
    /// </summary>
    public string? Refuses(JobRequest request, AgreedPlace place) => journal.Read(read =>
    {
        var (job, state) = (NameOf(place.Job), read.State);
        if (_starts.Has(job, place.Attempt)) return null;
        if (state.AgreementOf(request.Agreement) is not { } agreement) return Missing(request.Agreement);

        if (agreement.Terms.Jobs.Protection == Protection.Sealed && SealedRun.Count == 0) return "this pool opens no sealed data; start it with 'headroom up'.";

        var clause = place.Region != agreement.Terms.Jobs.Region ? Clause.Region
            : place.Chip != Compute(state, agreement).Chip ? Clause.Chip
            : Refuses(state, agreement, request, job);
        if (clause is { } refusing) return Sentence(refusing, agreement);

        var nonce = request.Order.Split('.')[0];
        _starts.Add(new AgreedStart(
            agreement.Id, job, place.Attempt, nonce, GpuSecondsOf(request), time.GetUtcNow()));
        return null;
    });

    /// <summary>The jobs that were let start under an agreement, in order.</summary>
    public IReadOnlyList<AgreedStart> StartsUnder(string agreement) => journal.Read(_ => _starts.Under(agreement));

    /// <summary>What a job is called in reports.</summary>
    public static string NameOf(long job) => FormattableString.Invariant($"job-{job}");

    /// <summary>What a job takes at most, rounded up; 0 where it has no time limit.</summary>
    public static long GpuSecondsOf(JobRequest request) => (long)Int128.Min(long.MaxValue,
        ((Int128)request.Gpus * request.GpuMilli * request.Tasks * (request.TimeLimitSeconds ?? 0) + 999) / 1000);

    private Clause? Refuses(ExchangeState state, Agreement agreement, JobRequest request, string job)
    {
        var (digest, terms) = (JobOrder.DigestOf(request.Command), agreement.Terms.Jobs);
        if (!JobOrder.TryParse(request.Order, out var order) || !order.Holds(state.Id, agreement, digest)
            || (job.Length > 0 && _starts.IsUsed(agreement.Id, order.Nonce, job)))
        {
            return Clause.Payer;
        }

        // What surrounds a command changes what it does, and no digest covers it.
        if (request.Environment.Count > 0 || request.Directory.Length > 0 || request.Array > 1) return Clause.Command;

        // The file is opened, and the evidence checked, by the data's owner.
        var asked = new Headroom.Exchange.Agreements.JobRequest(
            request.Purpose, digest, terms.Region, terms.File, terms.Evidence, GpuSecondsOf(request));
        return Admission.Refuses(agreement, asked, _starts.HeldBesides(agreement, job), time.GetUtcNow());
    }

    // Withdrawn listings as well: what was signed holds.
    private static ComputeListing Compute(ExchangeState state, Agreement agreement) =>
        (ComputeListing)state.ListingOf(agreement.Terms.Parties.ComputeId)!;

    private static string Missing(string id) => $"there is no agreement '{id}' on the pool's exchange; 'headroom agree list' lists them.";

    private static string Sentence(Clause clause, Agreement agreement) =>
        $"the clause {clause} of the agreement {agreement.Id[..12]} refuses the job; 'headroom agree show {agreement.Id[..12]}' prints the terms.";
}
