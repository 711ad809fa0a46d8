using System.Xml.Linq;

namespace Headroom.Architecture.Tests.Modules;

/// <summary>Holds the map of modules against project files.</summary>
internal static class ModuleMapRules
{
    /// <summary>
    /// One sentence for each difference between <paramref name="map"/> and the projects under
    /// <paramref name="source"/>.
    /// </summary>
    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, Module> map, string source)
    {
        var projects = Directory.GetDirectories(source)
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, XDocument.Load);
        var unknown = projects.Keys.Except(map.Keys).Select(name => $"{name} is not in the map of modules");
        var gone = map.Keys.Except(projects.Keys).Select(name => $"{name} is in the map of modules and has no project");
        var held = projects
            .Where(project => map.ContainsKey(project.Key))
            .SelectMany(project => Faults(project.Key, map[project.Key], project.Value));
        return [.. unknown, .. gone, .. held];
    }

    private static IEnumerable<string> Faults(string name, Module module, XDocument project)
    {
        foreach (var reference in References(project).Except(module.MaySee))
            yield return $"{name} references {reference}, which the map does not allow";

        if (module.IsPure != project.Descendants("Pure").Any(pure => pure.Value == "true"))
            yield return $"{name} must {(module.IsPure ? "" : "not ")}say <Pure>true</Pure>";
    }

    private static IEnumerable<string> References(XDocument project) =>
        project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
