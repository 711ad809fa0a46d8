using System.Text;
using CsCheck;
using Headroom.Formats;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.Tests.Masking;

public sealed class ResumableMaskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-resume-").FullName;

    private static MaskRun Run => new()
    {
        Policy = PolicyPacks.Default,
        BlockBytes = 4_096,
        CheckpointBytes = 20_000,
        Threads = 2,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.jsonl.zst")]
    public void Stopped_anywhere_and_gone_on_with_it_is_as_if_never_stopped(string name)
    {
        var files = Files(name, "b.csv");
        using (var whole = ResumableMask.Open(At("whole"), Run, Targets(files, "whole"), At("whole.findings")))
        {
            MaskAll(whole, files.Length, long.MaxValue);
        }

        Gen.Int[1, 190_000].Array[1, 6].Sample(stops =>
        {
            var folder = $"cut-{Guid.NewGuid():N}";
            var ids = new HashSet<string>();
            foreach (var stop in stops.Select(stop => (long)stop).Append(long.MaxValue))
            {
                using var part = ResumableMask.Open(
                    At(folder), Run, Targets(files, folder), At($"{folder}.findings"));
                ids.Add(part.Id);
                MaskAll(part, files.Length, stop);
            }

            Assert.Single(ids);
            Assert.Equal(File.ReadAllBytes(At("whole.findings")), File.ReadAllBytes(At($"{folder}.findings")));
            Assert.All(files, file => Assert.Equal(
                File.ReadAllBytes(At($"whole/{Path.GetFileName(file)}")),
                File.ReadAllBytes(At($"{folder}/{Path.GetFileName(file)}"))));
        }, iter: 15, threads: 1);
    }

    [Fact]
    public void What_is_on_the_disk_is_not_done_again()
    {
        var files = Files("a.jsonl");
        using (var first = ResumableMask.Open(At("out"), Run, Targets(files, "out"), null))
            Assert.Throws<OperationCanceledException>(() => first.Mask(0, Stopping(150_000), CancellationToken.None));

        var done = new List<long>();
        using var second = ResumableMask.Open(At("out"), Run, Targets(files, "out"), null);
        var result = second.Mask(0, done.Add, CancellationToken.None);

        // The first step is what earlier runs did: all but what is behind the last checkpoint.
        Assert.InRange(done[0], 150_000 - Run.CheckpointBytes - 3 * Run.BlockBytes, 160_000);
        Assert.All(done[1..], step => Assert.True(step <= Run.BlockBytes));
        Assert.Equal(new FileInfo(files[0]).Length, done.Sum());
        Assert.Equal(done.Sum(), result.Bytes);
    }

    [Fact]
    public void The_copy_of_a_run_that_goes_on_is_that_of_one_that_cannot()
    {
        var files = Files("a.jsonl", "c.jsonl.gz", "d.txt.zst");
        using (var run = ResumableMask.Open(At("out"), Run, Targets(files, "out"), null)) MaskAll(run, files.Length, long.MaxValue);

        foreach (var file in files)
        {
            var direct = Path.Combine(Directory.CreateDirectory(At("direct")).FullName, Path.GetFileName(file));
            FileMask.Mask(Run, file, direct, CancellationToken.None);
            FileMask.Mask(Run, file, At("unpacked"), CancellationToken.None);

            Assert.Equal(File.ReadAllBytes(direct), File.ReadAllBytes(At($"out/{Path.GetFileName(file)}")));
            Assert.Equal(File.ReadAllBytes(At("unpacked")), Unpacked(direct));
        }
    }

    [Fact]
    public void Another_run_another_file_and_damage_are_told()
    {
        var files = Files("a.jsonl");
        using (var first = ResumableMask.Open(At("out"), Run, Targets(files, "out"), null))
        {
            Assert.Throws<IOException>(() => ResumableMask.Open(At("out"), Run, Targets(files, "out"), null));
            Assert.Throws<OperationCanceledException>(() => first.Mask(0, Stopping(100_000), CancellationToken.None));
        }

        Assert.Contains("(policy)", Assert.Throws<InvalidDataException>(() => ResumableMask.Open(
            At("out"), Run with { Policy = PolicyPacks.Find("finance")! }, Targets(files, "out"), null)).Message,
            StringComparison.Ordinal);
        Assert.Contains("(list of findings)", Assert.Throws<InvalidDataException>(
            () => ResumableMask.Open(At("out"), Run, Targets(files, "out"), At("f"))).Message, StringComparison.Ordinal);
        File.AppendAllText(files[0], "{}\n");
        Assert.Contains("a.jsonl)", Assert.Throws<InvalidDataException>(
            () => ResumableMask.Open(At("out"), Run, Targets(files, "out"), null)).Message, StringComparison.Ordinal);
        File.WriteAllText(At($"out/{ResumableMask.FolderName}/run.json"), "{\"run\":");
        Assert.Contains("begin again", Assert.Throws<InvalidDataException>(
            () => ResumableMask.Open(At("out"), Run, Targets(files, "out"), null)).Message, StringComparison.Ordinal);
    }

    private static void MaskAll(ResumableMask run, int files, long stop)
    {
        try
        {
            for (var index = 0; index < files; index++) run.Mask(index, Stopping(stop), CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        run.CommitFindings();
        run.Finish();
    }

    private static Action<long> Stopping(long after)
    {
        var done = 0L;
        return bytes =>
        {
            done += bytes;
            if (done >= after) throw new OperationCanceledException();
        };
    }

    private string[] Files(params string[] names) =>
    [
        .. names.Select((name, index) =>
        {
            var (text, _) = new SampleText((ulong)index + 7).Lines(200_000 + index, SampleDensity.Dense);
            using var file = CompressedFile.Writing(CompressedFile.Named(name), File.Create(At(name)));
            file.Write(name.EndsWith(".csv", StringComparison.Ordinal) ? Separated(text) : text);
            return At(name);
        }),
    ];

    private static byte[] Separated(byte[] lines)
    {
        var rows = Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => $"7,\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        return Encoding.UTF8.GetBytes("id,note\n" + string.Concat(rows));
    }

    private List<(string Source, string Target)> Targets(string[] files, string folder) =>
        [.. files.Select(file => (file, Path.Combine(At(folder), Path.GetFileName(file))))];

    private static byte[] Unpacked(string path)
    {
        using var stream = CompressedFile.Reading(CompressedFile.Named(path), File.OpenRead(path));
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private string At(string name) => Path.Combine(_folder, name);
}
