using System.Globalization;
using Headroom.Curation.Filters;
using Headroom.Curation.Recipes;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Filters;

/// <summary>Filters with a few settings, written as key=value.</summary>
internal static class SomeFilters
{
    public static IDocumentFilter Create(string stage, string settings, IWordBreaker breaker)
    {
        var form = FilterCatalog.Find(stage)!;
        var given = settings.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('='))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        return form.Create(new RuleValues(form.Keys, given), new FilterContext(breaker));
    }

    public static Verdict Judge(string stage, string settings, string text)
    {
        var breaker = new TreebankWords();
        var document = new Document(breaker);
        document.Read(text);
        return Create(stage, settings, breaker).Judge(document);
    }
}
