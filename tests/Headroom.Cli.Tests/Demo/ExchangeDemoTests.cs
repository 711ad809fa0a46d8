using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Demo;

/// <summary>The demo of the exchange, as whoever tries the product runs it.</summary>
public sealed partial class ExchangeDemoTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "headroom");

    [Fact]
    public async Task Data_compute_and_a_model_come_from_records_to_a_settled_account()
    {
        using var parent = new TemporaryFolder();
        var folder = parent.At("demo");

        var result = await ExternalProgram.RunAsync(Program, "demo", "exchange", "--dir", folder);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains("[9/9]", result.Output, StringComparison.Ordinal);
        Assert.Contains("the reason names the clause", result.Output, StringComparison.Ordinal);
        var rightly = Rightly().Matches(result.Output)
            .Select(told => (Patients: Share(told.Groups[1]), Clients: Share(told.Groups[2]))).ToArray();
        var (basis, opened, federated) = (rightly[0], rightly[1], rightly[2]);
        Assert.True(opened.Patients > basis.Patients, "a job on sealed records learns nothing of patients");
        Assert.True(federated.Patients + federated.Clients > basis.Patients + basis.Clients, "rounds learn nothing");
        NothingOfRecordsIsShared(folder);
    }

    [Fact]
    public void A_folder_that_is_there_is_not_written_to()
    {
        using var folder = new TemporaryFolder();

        var result = Cli.Run("demo", "exchange", "--dir", folder.At("."));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("is there already", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At(".")));
    }

    // Neither what all sides share nor what the compute owners' pool keeps has a word of a record.
    private static void NothingOfRecordsIsShared(string folder)
    {
        foreach (var shared in (string[])["exchange", "rounds", "pool"])
        {
            Assert.DoesNotContain(
                Directory.EnumerateFiles(Path.Combine(folder, shared), "*", SearchOption.AllDirectories),
                file => File.ReadAllText(file).Contains("今日复诊", StringComparison.Ordinal));
        }
    }

    private static int Share(Group told) => int.Parse(told.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("tells ([0-9]+) % of patients and ([0-9]+) % of clients rightly")]
    private static partial Regex Rightly();
}
