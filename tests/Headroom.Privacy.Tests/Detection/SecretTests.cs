using System.Text;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Tests.Detection;

/// <summary>Tokens are made here from their grammar: none stands in the source.</summary>
public sealed class SecretTests
{
    public static TheoryData<string> Known => [.. SecretBook.Known.Select(family => family.Rule.Name)];

    public static TheoryData<string> Named => [.. SecretBook.Named.Select(family => family.Rule.Name)];

    [Theory]
    [MemberData(nameof(Known))]
    public void A_key_is_found_by_its_beginning(string name)
    {
        var family = SecretBook.Known.Single(one => one.Rule.Name == name);
        var key = Encoding.ASCII.GetString(family.Prefix) + Random(family.Set.Contains, family.LengthMin);

        Assert.Contains("SECRET", Found($"密钥 {key} 结束"));
        Assert.Contains("SECRET", Found($"key=\"{key}\""));
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void A_key_is_found_by_the_name_beside_it(string name)
    {
        var family = SecretBook.Named.Single(one => one.Rule.Name == name);
        var key = Random(family.Set.Contains, family.Length);
        if (key.Length < 12 || key.Distinct().Count() < 10) return;

        Assert.Contains("SECRET", Found($"{Encoding.ASCII.GetString(family.Word)}_key: \"{key}\""));
    }

    [Fact]
    public void Private_keys_and_passwords_are_found()
    {
        Assert.Contains("PRIVATE_KEY", Found("-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB\n-----END RSA " + "PRIVATE KEY-----"));
        Assert.Contains("SECRET", Found("postgres://app:s3cret99@db.example.com/main"));
        Assert.Contains("SECRET", Found("password: hunter22"));
    }

    [Theory]
    [InlineData("token = getToken2(request)")]
    [InlineData("const author1 = names[12]")]
    [InlineData("https://example.org/a/b?page=2")]
    public void Code_is_no_secret(string text) => Assert.DoesNotContain("SECRET", Found(text));

    // Letters and digits in turn, so that each key has both and some entropy.
    private static string Random(Func<int, bool> allows, int length)
    {
        var digits = "3719286405".Where(letter => allows(letter)).ToArray();
        var letters = "kQxTbWzReHuMaLfYdCgVnJsPaEbFcD".Where(letter => allows(letter)).ToArray();
        if (letters.Length == 0) letters = "abcdefKLMNPQ".Where(letter => allows(letter)).ToArray();
        return string.Concat(Enumerable.Range(0, length).Select(index =>
            index % 2 == 0 || letters.Length == 0
                ? digits[index / 2 * 7 % digits.Length]
                : letters[index / 2 * 11 % letters.Length]));
    }

    private static IEnumerable<string> Found(string text) => Detected.In(text).Select(finding => finding.Entity);
}
