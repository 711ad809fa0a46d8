using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Recipes;

namespace Headroom.Curation.Tests.Deduplication;

/// <summary>The values that datatrove's own code gave.</summary>
public sealed class DatatroveSignerTests
{
    [Fact]
    public void The_functions_of_a_seed_are_those_of_numpy()
    {
        var expected = Assert.Single(CurationCases.Of("datatrove_dedup.jsonl", "minhash_parameters")).GetProperty("expected");

        var signer = new DatatroveSigner(hashes: 112, shingle: 5);

        Assert.Equal(Numbers(expected.GetProperty("a")), signer.Factors);
        Assert.Equal(Numbers(expected.GetProperty("b")), signer.Terms);
    }

    [Fact]
    public void Signatures_are_the_same_bit_for_bit()
    {
        var signer = new DatatroveSigner(hashes: 112, shingle: 5);
        foreach (var item in CurationCases.Of("datatrove_dedup.jsonl", "minhash_signature_64bit"))
        {
            signer.Clear();
            foreach (var word in item.GetProperty("input").GetProperty("words").EnumerateArray())
                signer.Add(Encoding.UTF8.GetBytes(word.GetString()!));
            var signature = new ulong[112];

            Assert.True(signer.TrySign(signature));

            var bands = item.GetProperty("expected").GetProperty("signature").EnumerateArray();
            Assert.Equal(bands.SelectMany(Numbers), signature);
        }
    }

    [Fact]
    public void Text_is_simplified_in_the_same_way()
    {
        foreach (var item in CurationCases.Of("datatrove_dedup.jsonl", "simplify_text"))
            Assert.Equal(item.GetProperty("expected").GetString(), SimplifiedText.Of(item.GetProperty("input").GetString()!));
    }

    [Fact]
    public void A_recipe_signs_texts_as_their_recorded_words()
    {
        var recipe = RecipeFile.Parse("r", "stages: [minhash: {bands: 14, rows: 8, datatrove: true}]");
        var signer = DocumentSigner.Of(recipe.ValuesOf(DuplicateForms.MinHash));
        foreach (var item in CurationCases.Of("datatrove_dedup.jsonl", "minhash_signature_64bit"))
        {
            var signature = new uint[signer.Length];
            signer.Sign(Encoding.UTF8.GetBytes(item.GetProperty("input").GetProperty("text").GetString()!), signature);

            var bands = item.GetProperty("expected").GetProperty("signature").EnumerateArray();
            Assert.Equal(bands.SelectMany(Numbers), MemoryMarshal.Cast<uint, ulong>(signature).ToArray());
        }
    }

    private static IEnumerable<ulong> Numbers(JsonElement list) => list.EnumerateArray().Select(one => one.GetUInt64());
}
