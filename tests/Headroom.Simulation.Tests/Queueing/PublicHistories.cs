using System.Globalization;
using Headroom.Cluster;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>
/// Public job histories, read by column name and without any check: the readers of the product have tests of their own.
/// </summary>
internal static class PublicHistories
{
    private const long MillisecondsPerMinute = 60_000;

    public static List<RecordedJob> Muri(string trace) => Read($"queueing/muri/{trace}.csv", row => new RecordedJob
    {
        Id = row["job_id"],
        GpuCount = int.Parse(row["num_gpu"], CultureInfo.InvariantCulture),
        SubmittedMilliseconds = long.Parse(row["submit_time"], CultureInfo.InvariantCulture),
        RuntimeMilliseconds = long.Parse(row["duration"], CultureInfo.InvariantCulture),
        Training = new TrainingLoop(
            long.Parse(row["iterations"], CultureInfo.InvariantCulture),
            double.Parse(row["iteration_time"], CultureInfo.InvariantCulture),
            row["model_name"]),
    });

    public static List<RecordedJob> Chronus() =>
        Read("queueing/chronus_philly/trace_job_Philly_MIX1.csv", row => new RecordedJob
        {
            Id = row["job_id"],
            User = row["user"],
            Name = row["model_name"],
            GpuCount = int.Parse(row["num_gpu"], CultureInfo.InvariantCulture),
            SubmittedMilliseconds =
                long.Parse(row["submit_time"], CultureInfo.InvariantCulture) * MillisecondsPerMinute,
            RuntimeMilliseconds = long.Parse(row["duration"], CultureInfo.InvariantCulture) * MillisecondsPerMinute,
        });

    public static List<T> Read<T>(string file, Func<Dictionary<string, string>, T> parse)
    {
        var lines = File.ReadAllLines(PublicData.Require(file));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line =>
            parse(columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }
}
