using Headroom.Curation.Recipes;

namespace Headroom.Curation.Tests.Recipes;

public sealed class RecipeFileTests
{
    [Fact]
    public void Every_profile_prints_a_recipe_that_reads_back()
    {
        foreach (var name in Profiles.Names)
        {
            foreach (var isCompatible in new[] { false, true })
            {
                var recipe = RecipeFile.Parse(name, Profiles.Text(name, isCompatible));

                Assert.NotEmpty(recipe.StageNames);
                Assert.Equal("text", recipe.TextKey);
            }
        }
    }

    [Fact]
    public void Paper_and_code_of_FineWeb_differ_in_one_threshold_and_its_comparison()
    {
        var paper = RecipeFile.Parse("paper", Profiles.Text("fineweb")).ValuesOf("fineweb")!;
        var code = RecipeFile.Parse("code", Profiles.Text("fineweb", isCompatible: true)).ValuesOf("fineweb")!;

        Assert.Equal((0.1, true), (paper["duplicate-line-characters-max"], paper.Is("inclusive")));
        Assert.Equal((0.01, false), (code["duplicate-line-characters-max"], code.Is("inclusive")));
    }

    [Theory]
    [InlineData("stages: [gopher-qualty]", "r.yaml, line 1: the stage 'gopher-qualty' is not known; did you mean 'gopher-quality'.")]
    [InlineData("stages:\n  - c4:\n      sentence-min: 3", "r.yaml, line 3: the rule 'sentence-min' is not known; did you mean 'sentences-min'.")]
    [InlineData("stages:\n  - c4:\n      sentences-min: many", "r.yaml, line 3: 'many' is no value of 'sentences-min'; write a number from 0 to 2147483647.")]
    [InlineData("stages:\n  - c4:\n      citations: maybe", "r.yaml, line 3: this is neither true nor false; write one of the two.")]
    [InlineData("stags: [c4]", "r.yaml, line 1: the key 'stags' is not known; did you mean 'stages'.")]
    [InlineData("stages: [minhash, c4]", "r.yaml, line 1: the filter 'c4' stands behind deduplication; put it before.")]
    [InlineData("stages: [c4, c4]", "r.yaml, line 1: the stage 'c4' is there twice; remove one of the two.")]
    [InlineData("words: jieba\nstages: [c4]", "r.yaml, line 1: the word 'jieba' is not known; known are whitespace, treebank, han.")]
    [InlineData("text: text", "r.yaml: the stages are missing; write a list under 'stages:', each with '- ' before its name.")]
    [InlineData("stages: [[[[[[[[[[[[", "r.yaml, line 1: the nesting is too deep; no key is nested so.")]
    public void What_is_wrong_is_told_with_its_line_and_a_remedy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<CurationException>(() => RecipeFile.Parse("r.yaml", text)).Message);
}
