using System.Text;
using Headroom.Traces.Openb;

namespace Headroom.Traces.Tests.Input;

public sealed class TraceFileTests
{
    private const string Csv = "id,submit_s,runtime_s,gpus\na,0,1,1\n";

    private const string Damaged = "the compressed data is damaged or cut off; compress or copy the file again.";

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        var refusal = Assert.Throws<TraceFormatException>(() => OpenbReader.ReadNodes("no-such-folder/nodes.csv"));

        Assert.Equal("no-such-folder/nodes.csv: there is no such file; check the path.", refusal.Message);
        Assert.Equal(0, refusal.Line);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        var folder = Path.GetTempPath();

        var refusal = Assert.Throws<TraceFormatException>(() => OpenbReader.ReadNodes(folder));

        Assert.Equal($"{folder}: this is a folder; name a file in it.", refusal.Message);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "nothing is kept from an administrator's account");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test takes rights away the Unix way");
        using var file = TemporaryFile.Of(Csv);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.Path, UnixFileMode.None);

        Assert.Equal("this account may not read the file; grant it the right to read.", file.RefusalBy(ReadCsv));
    }

    [Fact]
    public void A_compressed_file_is_known_by_its_content()
    {
        using var file = TemporaryFile.Of(TemporaryFile.Compress(Encoding.UTF8.GetBytes(Csv)));

        Assert.Equal("a", Assert.Single(JobHistoryReader.Read(file.Path, JobHistoryFormat.Csv, true).Jobs).Id);
    }

    [Fact]
    public void A_compressed_file_that_is_damaged_or_cut_off_is_refused()
    {
        var jobs = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"j{i},{i},{i * 7},1\n"));
        var whole = TemporaryFile.Compress(Encoding.UTF8.GetBytes(Csv + jobs));
        using var cutOff = TemporaryFile.Of(whole[..(whole.Length / 2)]);
        whole[^6] ^= 1;
        using var damaged = TemporaryFile.Of(whole);

        Assert.EndsWith(Damaged, cutOff.RefusalBy(ReadCsv), StringComparison.Ordinal);
        Assert.EndsWith(Damaged, damaged.RefusalBy(ReadCsv), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_compressed_file_of_one_huge_line_is_refused_in_little_memory()
    {
        using var file = TemporaryFile.Of(TemporaryFile.Compress(new byte[64 << 20].Select(_ => (byte)'a').ToArray()));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sentence = file.RefusalBy(ReadCsv);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(
            "line 1: the line is longer than 1048576 bytes; check that this is a text file with one record a line.",
            sentence);
        Assert.InRange(allocated, 0, 32 << 20);
    }

    [Theory]
    [InlineData("folder/jobs.csv", "jobs")]
    [InlineData("jobs.2024.txt.gz", "jobs.2024")]
    [InlineData("jobs", "jobs")]
    public void A_history_is_called_by_its_file(string path, string name) => Assert.Equal(
        name,
        Traces.Input.TraceFile.NameOf(path));

    private static void ReadCsv(string path) => JobHistoryReader.Read(path, JobHistoryFormat.Csv, false);
}
