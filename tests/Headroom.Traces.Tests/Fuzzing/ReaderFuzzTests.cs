using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Metering;
using Headroom.Traces.Billing;
using Headroom.Traces.Fleets;
using Headroom.Traces.Openb;
using Headroom.Traces.Policies;
using Headroom.Traces.Tests.Policies;

namespace Headroom.Traces.Tests.Fuzzing;

/// <summary>
/// Spoilt files come in, and only what they hold or a <see cref="TraceFormatException"/> of few lines comes out, in
/// little memory. A fixed number of files by default; with HEADROOM_FUZZ_SECONDS set, new ones for that long, shared
/// over the formats.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int DefaultFiles = 500;
    private const long AllocatedBytesMax = 16 << 20;

    private static readonly Node[] Nodes = [new("n", 64_000, 262_144, 8, "G2")];

    private static readonly Gen<(Mutation[] Mutations, bool IsCompressed, Mutation? Last)> Spoiling =
        from mutations in Mutation.Any.Array[0, 6]
        from compression in Gen.Int[0, 9]
        from last in Mutation.Any
        select (mutations, compression == 0, compression == 0 && mutations.Length % 2 == 0 ? last : null);

    [Theory]
    [InlineData(JobHistoryFormat.Muri)]
    [InlineData(JobHistoryFormat.Chronus)]
    [InlineData(JobHistoryFormat.Gavel)]
    [InlineData(JobHistoryFormat.Sacct)]
    [InlineData(JobHistoryFormat.Csv)]
    public void A_spoilt_history_reads_or_is_refused(JobHistoryFormat format) =>
        Fuzz(FuzzSeeds.Of(format), path => ReadAndCheck(path, format));

    [Fact]
    public void A_spoilt_node_list_reads_or_is_refused() => Fuzz(FuzzSeeds.Nodes, path => OpenbReader.ReadNodes(path));

    [Fact]
    public void A_spoilt_task_list_reads_or_is_refused() => Fuzz(
        FuzzSeeds.Tasks,
        path => OpenbReader.ReadTasks(path, Nodes));

    [Fact]
    public void A_spoilt_policy_reads_or_is_refused() => Fuzz(FuzzSeeds.Policy, path =>
    {
        var policy = PolicyFile.Read(path, SomePolicy.Fleet);

        Assert.Equal(policy.Queues.Count + 1, new QueueTree(policy, SomePolicy.Fleet).Count);
    });

    [Fact]
    public void A_spoilt_fleet_reads_or_is_refused() => Fuzz(FuzzSeeds.Fleet, path =>
    {
        var fleet = FleetFile.Read(path);

        Assert.Empty(FleetCheck.Faults(fleet));
        Assert.All(new Resources(fleet).Capacity, capacity => Assert.InRange(capacity, 0, long.MaxValue));
    });

    [Fact]
    public void A_spoilt_billing_file_reads_or_is_refused() => Fuzz(
        FuzzSeeds.Billing, path => Assert.Empty(BillingCheck.Faults(BillingFile.Read(path))));

    private static void Fuzz(string seed, Action<string> read)
    {
        var bytes = Encoding.UTF8.GetBytes(seed);
        var duration = TimeSpan.FromSeconds(SecondsAsked() / 10.0);
        var clock = Stopwatch.StartNew();
        do
        {
            Spoiling.Sample(spoiling => ReadSpoilt(bytes, spoiling, read), iter: DefaultFiles);
        }
        while (clock.Elapsed < duration);
    }

    private static void ReadSpoilt(
        byte[] bytes,
        (Mutation[] Mutations, bool IsCompressed, Mutation? Last) spoiling,
        Action<string> read)
    {
        foreach (var mutation in spoiling.Mutations)
            bytes = mutation.Apply(bytes);
        if (spoiling.IsCompressed) bytes = TemporaryFile.Compress(bytes);
        if (spoiling.Last is { } last) bytes = last.Apply(bytes);
        using var file = TemporaryFile.Of(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(file.Path);
        }
        catch (TraceFormatException refusal)
        {
            var lines = refusal.Message.Split('\n');
            Assert.InRange(lines.Length, 1, TraceFormatException.FaultsMax + 1);
            Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
            Assert.All(lines, line => Assert.InRange(line.Length, file.Path.Length, 2000));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
    }

    // What was read is believed from here on, so it must hold what a job promises and survive being written.
    private static void ReadAndCheck(string path, JobHistoryFormat format)
    {
        var history = JobHistoryReader.Read(path, format, false);

        Assert.NotEmpty(history.Jobs);
        Assert.Equal(history.Jobs.Count, history.Jobs.Select(job => job.Id).Distinct().Count());
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        JobHistoryWriter.Write(written, history.Jobs);
        using var copy = TemporaryFile.Of(written.ToString());
        Assert.Equal(
            history.Jobs.Select(job => job with { Training = null }),
            JobHistoryReader.Read(copy.Path, JobHistoryFormat.Csv, true).Jobs);
    }

    private static int SecondsAsked() =>
        Environment.GetEnvironmentVariable("HEADROOM_FUZZ_SECONDS") is { Length: > 0 } seconds
            ? int.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
}
