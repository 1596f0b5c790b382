using System.Globalization;
using System.Text;
using Survey.Web.Data.Import;

namespace Survey.Web.Data.Examples.Demo;

/// <summary>The made-up province as the tables that an officer would import: every rule of an import holds for it, too.</summary>
internal sealed class DemoTables(DemoSize size)
{
    public const string Root = "mo_phong";

    private readonly string[] _departments = [.. Codes("so", size.Departments)];
    private readonly string[] _communes = [.. Codes("xa", size.Communes)];
    private readonly string[] _affiliated = [.. Codes("dv", size.Affiliated)];
    private readonly string[] _services = [.. Codes("tt", size.Services)];

    public IReadOnlyList<ImportFile> Write() =>
    [
        File("units", "code,name,name_en,level,parent,peer_group", Units()),
        File("services", "code,name,name_en,unit", Services()),
        File("counters", "key,unit,name,name_en,kind,services,shared_device", Counters()),
        File("targets", "unit,index,year,operator,value", [",sipas,2025,≥,90", ",sipas,2026,≥,90", ",sipas,2027,≥,90"]),
    ];

    private IEnumerable<string> Units()
    {
        yield return $"{Root},Tỉnh Mô phỏng,Synthetic Province,province,,";
        foreach (var (code, i) in _departments.Select((c, i) => (c, i + 1)))
        {
            yield return $"{code},Sở Mô phỏng {i:00},Synthetic Department {i:00},department,{Root},so_nganh";
        }

        foreach (var (code, i) in _affiliated.Select((c, i) => (c, i)))
        {
            yield return $"{code},Đơn vị Mô phỏng {i + 1:000},Synthetic Unit {i + 1:000},affiliated,{ParentOf(i)},don_vi_su_nghiep";
        }

        foreach (var (code, i) in _communes.Select((c, i) => (c, i + 1)))
        {
            yield return $"{code},Xã Mô phỏng {i:000},Synthetic Commune {i:000},commune,{Root},xa_phuong";
        }
    }

    private IEnumerable<string> Services() => _services.Select((code, i) =>
        $"{code},Thủ tục mô phỏng {i + 1:0000},Synthetic procedure {i + 1:0000},{(i < size.CommuneServices ? Root : _departments[i % _departments.Length])}");

    private IEnumerable<string> Counters()
    {
        string[] units = [.. _communes, .. _affiliated, .. _departments];
        for (var i = 0; i < size.Points; i++)
        {
            var (unit, round) = (units[i % units.Length], i / units.Length);
            var kind = round == 4 ? "web" : round == 5 ? "office" : "counter";
            yield return $"{unit}_q{round + 1},{unit},Quầy {round + 1},Counter {round + 1},{kind},{string.Join(';', ServicesAt(i % units.Length, round))},{(kind == "counter" && i % 7 == 0 ? "yes" : "no")}";
        }
    }

    // A unit's counters take turns through its services, so that each is offered somewhere and none twice in a row.
    private IEnumerable<string> ServicesAt(int unit, int round)
    {
        var own = unit < _communes.Length ? _services[..size.CommuneServices] : OwnedBy(DepartmentOf(unit - _communes.Length));
        var many = Math.Min(own.Length, 3 + ((unit + round) % 6));
        var start = ((unit / _departments.Length * 40) + (round * 7)) % own.Length;
        return Enumerable.Range(0, many).Select(i => own[(start + i) % own.Length]);
    }

    private string[] OwnedBy(int department) => [.. _services.Where((_, i) => i >= size.CommuneServices && i % _departments.Length == department)];

    private int DepartmentOf(int unit) => unit < _affiliated.Length ? unit % _departments.Length : unit - _affiliated.Length;

    private string ParentOf(int affiliated) => _departments[DepartmentOf(affiliated)];

    private static IEnumerable<string> Codes(string prefix, int count) => Enumerable.Range(1, count).Select(i => prefix + i.ToString("0000", CultureInfo.InvariantCulture));

    private static ImportFile File(string name, string header, IEnumerable<string> rows) =>
        new(name + ".csv", Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', rows) + "\n"));
}
