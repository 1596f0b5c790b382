using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>The catalogue of services, by code.</summary>
internal static class ServicesImport
{
    private const int FieldLength = 100;

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var unitsById = units.Values.ToDictionary(u => u.Id);
        var services = await run.Context.Services.ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, cancellationToken);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in run.Table.Rows)
        {
            if (run.Code(row, "code") is not { } code || !run.IsFirst(row, "code", code, seen) || run.UnitOf(row, "unit", units) is not { } unit)
            {
                continue;
            }

            if (services.TryGetValue(code, out var known) && !run.MayTouch(unitsById[known.UnitId]))
            {
                run.Problem(row, "code", "Mã này đã có đơn vị khác dùng.", "Another unit uses this code.");
                continue;
            }

            Upsert(run, row, code, unit, services);
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static void Upsert(ImportRun run, TableRow row, string code, Unit unit, Dictionary<string, Service> services)
    {
        var name = run.Words(row, "name", Unit.NameLength);
        var nameEn = run.OptionalWords(row, "name_en", Unit.NameLength) ?? name;
        if (!services.TryGetValue(code, out var service))
        {
            service = new Service { Id = RandomKey.New(), Code = code, Name = name, NameEn = nameEn, UnitId = unit.Id };
            services.Add(code, service);
            run.Context.Services.Add(service);
            run.Added(service);
        }

        run.Set(service, service.Name, name, v => service.Name = v);
        run.Set(service, service.UnitId, unit.Id, v => service.UnitId = v);
        if (row.Has("name_en"))
        {
            run.Set(service, service.NameEn, nameEn, v => service.NameEn = v);
        }

        if (row.Has("field"))
        {
            run.Set(service, service.Field, run.OptionalWords(row, "field", FieldLength), v => service.Field = v);
        }

        if (row.Has("field_en"))
        {
            run.Set(service, service.FieldEn, run.OptionalWords(row, "field_en", FieldLength), v => service.FieldEn = v);
        }
    }
}
