using System.Text.Json;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Agreements;

/// <summary>Who takes part in an agreement, and with what.</summary>
/// <param name="DataId">Listing of the data.</param>
/// <param name="ComputeId">Listing of the compute.</param>
/// <param name="ModelId">Listing of the model.</param>
/// <param name="DataOwner">Keeps what comes of it, and pays both others.</param>
/// <param name="ComputeOwner">Runs the jobs.</param>
/// <param name="ModelOwner">Lets the model be used.</param>
public sealed record AgreementParties(
    string DataId, string ComputeId, string ModelId, PublicKey DataOwner, PublicKey ComputeOwner, PublicKey ModelOwner)
{
    /// <summary>The keys that must sign, each once, in order.</summary>
    public IReadOnlyList<string> Signers =>
    [
        .. new[] { DataOwner.ToString(), ComputeOwner.ToString(), ModelOwner.ToString() }
            .Distinct().Order(StringComparer.Ordinal),
    ];
}

/// <summary>What a job under an agreement may be.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Command">Digest of the command or image: 64 hexadecimal digits.</param>
/// <param name="Region">Where.</param>
/// <param name="Protection">How the data is kept.</param>
/// <param name="File">Id of the sealed file; empty where none is opened.</param>
/// <param name="Evidence">Evidence that must be shown, in order.</param>
/// <param name="JobsMax">Jobs in all, at least 1.</param>
/// <param name="GpuSecondsMax">GPU-seconds of all jobs, at least 1.</param>
public sealed record JobTerms(
    string Purpose, string Command, string Region, Protection Protection, string File, IReadOnlyList<string> Evidence,
    int JobsMax, long GpuSecondsMax);

/// <summary>What is paid; all in millionths of one currency.</summary>
/// <param name="Currency">Its code.</param>
/// <param name="ComputeMicro">For all GPU-seconds that are allowed; of fewer, their share.</param>
/// <param name="ModelMicro">For the model, as soon as all have signed.</param>
/// <param name="DisputeHours">How long what was reported can be disputed, from 1 to 720.</param>
public sealed record PaymentTerms(string Currency, long ComputeMicro, long ModelMicro, int DisputeHours);

/// <summary>What was agreed on.</summary>
/// <param name="Parties">Who.</param>
/// <param name="Jobs">What may be done.</param>
/// <param name="Payment">What it costs.</param>
/// <param name="From">From when on jobs may start, in UTC.</param>
/// <param name="Until">Until when, in UTC.</param>
/// <param name="SignBy">Until when all must have signed, in UTC; at most <paramref name="Until"/>.</param>
public sealed record AgreementTerms(
    AgreementParties Parties, JobTerms Jobs, PaymentTerms Payment, DateTimeOffset From, DateTimeOffset Until,
    DateTimeOffset SignBy)
{
    private const int WordMax = 128;
    private const int JobsMax = 1_000_000;
    private const int DisputeHoursMax = 720;
    private const long GpuSecondsMax = ListingCheck.HoursMax * 3600;

    /// <summary>What is paid for so many GPU-seconds, in millionths, rounded down.</summary>
    public long Cost(long gpuSeconds) => (long)((Int128)Payment.ComputeMicro * gpuSeconds / Jobs.GpuSecondsMax);

    /// <summary>What is out of range, with its name; null where nothing is.</summary>
    public string? Fault()
    {
        if (Jobs.Purpose.Length is 0 or > WordMax) return "'purpose' is missing";
        if (Jobs.Command.Length != 64 || !Jobs.Command.All(char.IsAsciiHexDigitLower)) return "'command' is a SHA-256 of 64 hexadecimal digits";
        if (Jobs.File.Length > WordMax || Jobs.Region.Length is 0 or > WordMax) return "'file' or 'region' is out of range";
        if (Jobs.JobsMax is < 1 or > JobsMax) return $"'jobs' is a whole number from 1 to {JobsMax}";
        if (Jobs.GpuSecondsMax is < 1 or > GpuSecondsMax) return "'GPU-seconds' is out of range";
        if (Payment.ComputeMicro is < 0 or > Money.MicroMax || Payment.ModelMicro is < 0 or > Money.MicroMax) return "a payment is out of range";
        if (Payment.DisputeHours is < 1 or > DisputeHoursMax) return $"'dispute' is a whole number of hours from 1 to {DisputeHoursMax}";
        return From < Until && SignBy <= Until ? null : "the times are in no order: 'from' before 'until', and 'sign by' at most 'until'";
    }

    /// <summary>The terms as JSON, always the same for the same terms.</summary>
    public byte[] Text() => CanonicalJson.Object(json =>
    {
        json.WriteString("data", Parties.DataId);
        json.WriteString("compute", Parties.ComputeId);
        json.WriteString("model", Parties.ModelId);
        json.WriteString("dataOwner", Parties.DataOwner.ToString());
        json.WriteString("computeOwner", Parties.ComputeOwner.ToString());
        json.WriteString("modelOwner", Parties.ModelOwner.ToString());
        json.WriteString("purpose", Jobs.Purpose);
        json.WriteString("command", Jobs.Command);
        json.WriteString("region", Jobs.Region);
        json.WriteString("protection", Jobs.Protection.ToString());
        json.WriteString("file", Jobs.File);
        json.WriteWords("evidence", Jobs.Evidence);
        json.WriteNumber("jobs", Jobs.JobsMax);
        json.WriteNumber("gpuSeconds", Jobs.GpuSecondsMax);
        json.WriteString("currency", Payment.Currency);
        json.WriteNumber("computeMicro", Payment.ComputeMicro);
        json.WriteNumber("modelMicro", Payment.ModelMicro);
        json.WriteNumber("disputeHours", Payment.DisputeHours);
        json.WriteString("from", From);
        json.WriteString("until", Until);
        json.WriteString("signBy", SignBy);
    });

    internal static AgreementTerms Read(JsonElement json) => new(
        new AgreementParties(
            json.Text("data"), json.Text("compute"), json.Text("model"), PublicKey.Parse(json.Text("dataOwner")),
            PublicKey.Parse(json.Text("computeOwner")), PublicKey.Parse(json.Text("modelOwner"))),
        new JobTerms(
            json.Text("purpose"), json.Text("command"), json.Text("region"), json.Word<Protection>("protection"),
            json.Text("file"), json.Words("evidence"), json.GetProperty("jobs").GetInt32(),
            json.GetProperty("gpuSeconds").GetInt64()),
        new PaymentTerms(
            json.Text("currency"), json.GetProperty("computeMicro").GetInt64(),
            json.GetProperty("modelMicro").GetInt64(), json.GetProperty("disputeHours").GetInt32()),
        json.GetProperty("from").GetDateTimeOffset(), json.GetProperty("until").GetDateTimeOffset(),
        json.GetProperty("signBy").GetDateTimeOffset());
}
