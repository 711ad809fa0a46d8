using Headroom.Curation.Recipes;
using Headroom.Curation.Running;
using Headroom.Formats;

namespace Headroom.Curation.Tests.Running;

/// <summary>A run whose files are filtered in parts.</summary>
public sealed class ShardTests : IDisposable
{
    private const string Recipe = "stages: [c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates, minhash]";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Parts_in_any_order_and_the_rest_are_one_run(int count)
    {
        var inputs = Inputs();
        var whole = _fixture.Run(Recipe, "whole", inputs);

        CurationRun.Prepare(RecipeFile.Parse("recipe", Recipe), _fixture.Options("parts", inputs));
        Parallel.For(
            0, count, part => _fixture.Run(Recipe, "parts", inputs, resumes: true, shard: new Shard(part, count)));
        // A part that was done is done again, as after a lost run.
        _fixture.Run(Recipe, "parts", inputs, resumes: true, shard: new Shard(0, count));
        Assert.DoesNotContain(ReportFile.Name, _fixture.Results("parts").Keys);
        var rest = _fixture.Run(Recipe, "parts", inputs, resumes: true);

        Assert.Equal(whole.Removed, rest.Removed);
        Assert.Equal(whole.DocumentsIn, rest.DocumentsIn);
        var (one, many) = (_fixture.Results("whole"), _fixture.Results("parts"));
        Assert.Equal(one.Keys.Order(), many.Keys.Order());
        Assert.All(one, result => Assert.Equal(result.Value, many[result.Key]));
    }

    [Fact]
    public void Every_file_is_of_one_part_and_the_largest_are_spread()
    {
        long[] sizes = [1, 20, 3, 40, 20, 0];

        var parts = Enumerable.Range(0, 3).Select(part => new Shard(part, 3).Of(sizes)).ToArray();

        Assert.Equal([[3], [1, 2], [4, 0, 5]], parts.Select(part => part.ToArray()));
    }

    [Fact]
    public void A_part_and_the_whole_run_do_not_share_a_folder_and_nor_do_twins()
    {
        var inputs = Inputs();
        var recipe = RecipeFile.Parse("recipe", Recipe);
        var options = _fixture.Options("out", inputs);
        CurationRun.Prepare(recipe, options);
        var plan = RunFolder.PlanOf(recipe, InputFile.All(inputs), options);
        using var part = new RunFolder(options.OutputFolder, plan, resumes: true, new Shard(1, 4));

        var twin = Assert.Throws<CurationException>(
            () => _fixture.Run(Recipe, "out", inputs, resumes: true, shard: new Shard(1, 4)));
        var whole = Assert.Throws<CurationException>(() => _fixture.Run(Recipe, "out", inputs, resumes: true));
        _fixture.Run(Recipe, "out", inputs, resumes: true, shard: new Shard(2, 4));

        Assert.All([twin, whole], fault => Assert.Contains("another run writes", fault.Message, StringComparison.Ordinal));
    }

    private string[] Inputs() =>
    [
        .. Enumerable.Range(0, 5).Select(file => _fixture.Write(
            $"f{file}.jsonl",
            string.Concat(Enumerable.Range(0, 100 * (file + 1)).Select(record => RecordOf(file, record))))),
    ];

    private static string RecordOf(int file, int record) =>
        $"{{\"text\":\"Record {record % 40} of part {file % 2} says what it has to say, {record % 7} times.\"}}\n";
}
